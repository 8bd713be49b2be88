// The list of rules as `onrecord rules` prints it.

export interface Rule {
  code: string;
  severity: string;
  summary: string;
}

export function rulesIn(printed: string): Rule[] {
  return printed.split("\n").flatMap((line) => {
    const parts = /^([a-z-]+)\s+(error|warning|information|hint)\s+(.+)$/.exec(line);
    return parts ? [{ code: parts[1], severity: parts[2], summary: parts[3] }] : [];
  });
}
