/** A file of a rules directory: its name, which problems carry, and its text. */
export interface RuleFile {
  /** With `/` between folders. */
  readonly file: string;
  readonly text: string;
}

export type FileKind = 'rule' | 'detector' | 'alarm' | 'model' | 'unknown';

const suffixes: readonly (readonly [FileKind, RegExp])[] = [
  ['detector', /\.detector\.ya?ml$/],
  ['alarm', /\.alarm\.ya?ml$/],
  ['rule', /\.ya?ml$/],
  ['model', /\.json$/],
];

const suffixOf = (file: string) => suffixes.find(([, pattern]) => pattern.test(file));

export const kindOf = ({ file }: RuleFile): FileKind => suffixOf(file)?.[0] ?? 'unknown';

const baseName = (file: string): string => file.slice(file.lastIndexOf('/') + 1);

/** The name of what the file defines: `rules/pump-hot.yaml` is `pump-hot`. */
export const nameOf = ({ file }: RuleFile): string => baseName(file).replace(suffixOf(file)?.[1] ?? '', '');

/** The file that `path` leads to from `file`: `rules/a.detector.yaml` and `./models/a.json` give `rules/models/a.json`. */
export const relativeTo = (file: string, path: string): string => {
  const steps = file.split('/').slice(0, -1);
  for (const step of path.split('/')) {
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
};
