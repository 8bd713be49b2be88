// The rows of the side view: what an editor would note of the whole, who is heard how often and
// where, and what the article links to.
import type { LspRange } from "./protocol";
import type { Story } from "./story";

export interface Row {
  label: string;
  description?: string;
  tooltip?: string;
  icon: string;
  /** Where a click leads: into the article, or to what a link names. */
  place?: LspRange;
  target?: string;
  children?: Row[];
}

/** A link or citation of the article as the server answers it. */
export interface Link {
  range: LspRange;
  target?: string;
}

export function rows(story: Story, links: Link[], wordsAt: (range: LspRange) => string): Row[] {
  const notes = story.notes.map((note) => ({ label: note.text, tooltip: note.code, icon: "info" }));
  const place = (range: LspRange, icon: string) => ({ label: short(wordsAt(range)), icon, place: range });
  const voices = story.sources.map((voice) => ({
    label: voice.name,
    description: heard(voice.statements, voice.quoted),
    tooltip: voice.named ? undefined : "The reader cannot tell who this is.",
    icon: voice.named ? "person" : "question",
    children: voice.ranges.map((range) => place(range, "comment")),
  }));
  const documents = [...byTarget(links)].map(([target, ranges]) => ({
    label: nameOf(target),
    description: ranges.length === 1 ? "once" : `${ranges.length} times`,
    tooltip: target,
    icon: target.startsWith("file:") ? "file" : "link",
    target,
    children: ranges.map((range) => place(range, "bookmark")),
  }));
  return [...notes, ...voices, ...documents];
}

function heard(statements: number, quoted: number): string {
  const said = statements === 1 ? "1 statement" : `${statements} statements`;
  return quoted === 0 ? said : `${said}, ${quoted} quoted`;
}

/** Pages and files of this machine; whatever else an editor can open may run something. */
const opens = /^(https?:\/\/|file:\/\/\/)/i;

function byTarget(links: Link[]): Map<string, LspRange[]> {
  const found = new Map<string, LspRange[]>();
  for (const { target, range } of links) {
    if (target && opens.test(target)) found.set(target, [...(found.get(target) ?? []), range]);
  }
  return found;
}

/** What a reader would call it: a file by its name, a page by its site and path. */
function nameOf(target: string): string {
  const bare = target.replace(/^[a-z]+:\/*/, "").replace(/[?#].*$/, "").replace(/\/$/, "");
  return decoded(target.startsWith("file:") ? bare.slice(bare.lastIndexOf("/") + 1) : bare);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function short(words: string): string {
  const line = words.replace(/\s+/g, " ");
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
