// A dismissal as the server writes it leaves room for a reason: `note: which record?` in the
// ledger, `…: reason?` in a comment. Here the writer's words go into that room.


/** An edit of the protocol, as far as it concerns us. */
export interface Edit {
  changes?: Record<string, { newText: string }[]>;
  documentChanges?: { textDocument?: { uri: string }; edits?: { newText: string }[] }[];
}

const note = /^note: (.*)$/m;
const placeholder = "reason?";

/** What the server would like to know, or nothing where its answer says all. */
export function question(edit: Edit): string | undefined {
  const [text] = texts(edit).filter(isRoomy);
  if (text === undefined) return undefined;
  return note.exec(text)?.[1] ?? "reason?";
}

/** The same edit with these words as the reason. Without words nothing stands where the question stood. */
export function withReason(edit: Edit, words: string): Edit {
  const reason = harmless(words);
  const filled = (text: string) => {
    if (note.test(text)) return text.replace(note, () => (reason ? `note: ${reason}` : ""));
    return text.replace(reason ? placeholder : `: ${placeholder}`, () => reason);
  };
  const each = <T extends { newText: string }>(edits: T[]) =>
    edits.map((it) => (isRoomy(it.newText) ? { ...it, newText: filled(it.newText) } : it));
  const { changes, documentChanges } = edit;
  return {
    ...edit,
    ...(changes && { changes: Object.fromEntries(Object.entries(changes).map(([uri, edits]) => [uri, each(edits)])) }),
    ...(documentChanges && {
      documentChanges: documentChanges.map((it) => (it.edits ? { ...it, edits: each(it.edits) } : it)),
    }),
  };
}

function texts({ changes, documentChanges }: Edit): string[] {
  const edits = [...Object.values(changes ?? {}), ...(documentChanges ?? []).map((it) => it.edits ?? [])];
  return edits.flat().map((it) => it.newText);
}

function isRoomy(text: string): boolean {
  return note.test(text) || text.includes(placeholder);
}

// One line, and nothing that would end the comment it stands in.
function harmless(words: string): string {
  return words.replace(/\s+/g, " ").replace(/-{2,}/g, "–").replaceAll("]", ")").trim();
}
