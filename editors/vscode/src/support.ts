// What a sentence stands on, as a line under it. No two marks have the same shape.

export type Mark = "attributed" | "cited" | "weak" | "ownVoice";

interface Line {
  style: "solid" | "double" | "dashed" | "dotted";
  /** In pixels. */
  width: number;
  /** Whether it shows beside the scroll bar: what an editor would look for in a long article. */
  ruler?: boolean;
}

export const marks: Record<Mark, Line> = {
  attributed: { style: "solid", width: 1 },
  cited: { style: "double", width: 3 },
  weak: { style: "dashed", width: 2, ruler: true },
  ownVoice: { style: "dotted", width: 2, ruler: true },
};

// What needs no source gets no line.
const markOf: Record<string, Mark | undefined> = {
  quoted: "attributed",
  attributed: "attributed",
  inherited: "attributed",
  cited: "cited",
  "attributed-weak": "weak",
  "own-voice": "ownVoice",
};

export function byMark<T extends { support: string }>(all: T[]): Map<Mark, T[]> {
  const found = new Map<Mark, T[]>();
  for (const one of all) {
    const mark = markOf[one.support];
    if (!mark) continue;
    const list = found.get(mark);
    if (list) list.push(one);
    else found.set(mark, [one]);
  }
  return found;
}
