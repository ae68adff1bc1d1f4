import type { DeviceType } from '@signalbox/contracts';
import { readAlarmMember } from '../alarm-model/index.ts';
import { readDetectorMember } from '../detector/index.ts';
import type { RuleSet, SetMember } from '../rule-set.ts';
import { contentHash } from './canonical-json.ts';
import type { ModelReader } from './model-reader.ts';
import { readMember } from './read-member.ts';
import { readRule } from './read-rule.ts';
import type { Report } from './report.ts';
import type { FetchedParameters } from './resolve-parameter.ts';
import { kindOf, nameOf, type RuleFile } from './rule-file.ts';
import { type RuleProblem, RuleSetError } from './rule-set-error.ts';
import { encodingFault } from './syntax-faults.ts';
import { readYaml, type YamlSource } from './yaml-source.ts';

export interface CompileOptions {
  /** What SSM parameters hold; without it every parameter has its default. */
  readonly parameters?: FetchedParameters;
}

const readers: Readonly<Record<'detector' | 'alarm', ModelReader>> = {
  detector: readDetectorMember,
  alarm: readAlarmMember,
};

const maxRules = 2_000;
const ruleName = /^[a-z][a-z0-9-]{0,63}$/;

interface Compiling {
  readonly files: readonly RuleFile[];
  readonly deviceTypes: readonly DeviceType[];
  readonly options: CompileOptions;
  readonly problems: RuleProblem[];
  readonly used: Set<RuleFile>;
}

const reporter =
  (problems: RuleProblem[]) =>
  ({ file }: RuleFile, source: YamlSource): Report =>
  (path, message, spot) =>
    void problems.push({ file, ...source.placeOf(path, spot), message });

const compileModelFile = (
  file: RuleFile,
  kind: 'detector' | 'alarm',
  value: unknown,
  report: Report,
  all: Compiling,
) => {
  const { deviceTypes, files, problems, used } = all;
  const around = {
    kind,
    reader: readers[kind],
    files,
    deviceTypes,
    reportIn: reporter(problems),
    use: (each: RuleFile) => used.add(each),
  };
  return readMember(nameOf(file), file, value, around, report);
};

const compileFile = (file: RuleFile, all: Compiling): SetMember | undefined => {
  const { deviceTypes, options, problems } = all;
  const kind = kindOf(file);
  const source = readYaml(file.file, file.text);
  const before = problems.length;
  const report = reporter(problems)(file, source);
  const name = nameOf(file);
  if (!ruleName.test(name))
    report([], `${JSON.stringify(name)}, the name of the file, must be a name like pump-hot: small letters, digits, -`);
  problems.push(...source.problems);
  if (source.problems.length > 0) return undefined;
  if (source.value === null) return void report([], 'is empty');
  if (kind === 'detector' || kind === 'alarm') return compileModelFile(file, kind, source.value, report, all);
  const fetched = options.parameters;
  const surroundings = { deviceTypes, ...(fetched && { fetched }) };
  return readRule(name, source.value, surroundings, report, () => problems.length > before);
};

const atStart = (file: string, message: string): RuleProblem => ({ file, line: 1, column: 1, message });

/** Names that two files have, and files that nothing makes use of. */
const refuseFiles = (members: readonly RuleFile[], { files, problems, used }: Compiling): void => {
  const firsts = new Map<string, RuleFile>();
  for (const file of members) {
    const first = firsts.get(nameOf(file));
    if (first) problems.push(atStart(file.file, `${first.file} has the name ${nameOf(file)} already`));
    else firsts.set(nameOf(file), file);
  }
  for (const file of files) {
    const kind = kindOf(file);
    if (kind === 'model' && encodingFault(file.text)) problems.push(...readYaml(file.file, file.text).problems);
    if (kind === 'unknown') problems.push(atStart(file.file, 'is no rule: rules are .yaml files, models .json'));
    else if (kind === 'model' && !used.has(file))
      problems.push(atStart(file.file, 'is a model that no .detector.yaml or .alarm.yaml names'));
  }
};

const inOrder = (one: RuleProblem, other: RuleProblem): number => {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return one.line - other.line || one.column - other.column;
};

/**
 * Compiles the files of a rules directory into the set that the engine runs, in order of their names.
 * @param name of the set
 * @param deviceTypes what devices may report
 * @throws {RuleSetError} with file, line and column of everything that is wrong
 */
export const compileRuleSet = (
  name: string,
  files: readonly RuleFile[],
  deviceTypes: readonly DeviceType[],
  options: CompileOptions = {},
): RuleSet => {
  const problems: RuleProblem[] = [];
  const all: Compiling = { files, deviceTypes, options, problems, used: new Set() };
  const members = files
    .filter((file) => !['model', 'unknown'].includes(kindOf(file)))
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : a.file < b.file ? -1 : 1));
  const rules = members.map((file) => compileFile(file, all)).filter((member) => member !== undefined);
  refuseFiles(members, all);
  if (members.length > maxRules)
    problems.push(atStart(members[maxRules]?.file ?? '', `is one of more than ${maxRules}`));
  if (problems.length > 0) throw new RuleSetError(problems.sort(inOrder));
  return { name, hash: contentHash(rules), rules };
};
