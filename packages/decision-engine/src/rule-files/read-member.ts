import type { DeviceType } from '@signalbox/contracts';
import type { AlarmMember, DetectorMember } from '../rule-set.ts';
import { memberShape, type WrittenMember } from './member-shape.ts';
import type { ModelReader } from './model-reader.ts';
import type { Path, Report } from './report.ts';
import { type RuleFile, relativeTo } from './rule-file.ts';
import { declaredTypes } from './rule-names.ts';
import { readYaml, type YamlSource } from './yaml-source.ts';

/** What a file that names a model is read with. */
export interface MemberSurroundings {
  readonly kind: 'detector' | 'alarm';
  readonly reader: ModelReader;
  readonly files: readonly RuleFile[];
  readonly deviceTypes: readonly DeviceType[];
  /** Tells of problems in the file of a model, which is JSON. */
  readonly reportIn: (file: RuleFile, source: YamlSource) => Report;
  /** Told of each file that is used. */
  readonly use: (file: RuleFile) => void;
}

const parseJson = (text: string): { readonly document: unknown } | { readonly fault: string } => {
  try {
    return { document: JSON.parse(text) };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
};

const fieldOf = { detector: 'detectorModel', alarm: 'alarmModel' } as const;

/** The model's definition, or undefined when it was told why not. */
const readModel = (
  name: string,
  file: RuleFile,
  written: WrittenMember,
  around: MemberSurroundings,
  report: Report,
) => {
  const path: Path = [fieldOf[around.kind]];
  const wanted = relativeTo(file.file, written.model);
  const model = around.files.find((each) => each.file === wanted);
  if (model === undefined) return void report(path, `there is no file ${wanted}`);
  around.use(model);
  const parsed = parseJson(model.text);
  // JSON is YAML: its places are found the same way.
  const reportModel = around.reportIn(model, readYaml(model.file, model.text));
  if ('fault' in parsed) return void reportModel([], `is no JSON: ${parsed.fault}`);
  const { definition, problems } = around.reader(parsed.document, written, name, around.deviceTypes);
  for (const problem of problems) (problem.in === 'model' ? reportModel : report)(problem.path, problem.message);
  return definition;
};

/** Reads a file that puts a model of AWS IoT Events to work, with its model, and reports everything that is wrong. */
export const readMember = (
  name: string,
  file: RuleFile,
  value: unknown,
  around: MemberSurroundings,
  report: Report,
): DetectorMember | AlarmMember | undefined => {
  const { kind } = around;
  const written = memberShape(fieldOf[kind]).read(value, [], report);
  if (written === undefined) return undefined;
  declaredTypes(written.deviceTypes, around.deviceTypes, report);
  const definition = readModel(name, file, written, around, report);
  if (definition === undefined) return undefined;
  const { deviceTypes, inputs, maxAgeMs } = written;
  return { kind, name, deviceTypes, inputs, definition, ...(maxAgeMs !== undefined && { maxAgeMs }) };
};
