/** Kinds of files that institutions send, and what answers each. */
export const sentKinds = {
  EB12: { answeredBy: undefined, recordBytes: 120 },
  EB13: { answeredBy: "EB14", recordBytes: 120 },
  EB21: { answeredBy: "EB22", recordBytes: 150 },
  EC21: { answeredBy: "EC22", recordBytes: 150 },
  EI13: { answeredBy: undefined, recordBytes: 1024 },
} as const;

export const resultKinds = {
  EB11: { answers: undefined, recordBytes: 120 },
  EB14: { answers: "EB13", recordBytes: 120 },
  EB22: { answers: "EB21", recordBytes: 150 },
  EC22: { answers: "EC21", recordBytes: 150 },
} as const;

export type SentKind = keyof typeof sentKinds;
export type ResultKind = keyof typeof resultKinds;
export type FileKind = SentKind | ResultKind;

export function isSentKind(text: string): text is SentKind {
  return Object.hasOwn(sentKinds, text);
}

export function isResultKind(text: string): text is ResultKind {
  return Object.hasOwn(resultKinds, text);
}

export function recordBytesOf(kind: FileKind): number {
  return isSentKind(kind) ? sentKinds[kind].recordBytes : resultKinds[kind].recordBytes;
}
