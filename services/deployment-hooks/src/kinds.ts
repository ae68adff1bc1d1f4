/** What a function of ours may be, by its tag `signalbox:kind`. */
export const kinds = [
  'archive',
  'ingest',
  'put-again',
  'decide',
  'decisions-sweep',
  'perform',
  'rules-advance',
  'create-command',
  'acknowledge-command',
  'commands-sweep',
] as const;

export type Kind = (typeof kinds)[number];

export const isKind = (value: string | undefined): value is Kind => kinds.some((kind) => kind === value);
