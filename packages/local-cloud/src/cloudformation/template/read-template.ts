import { UnsupportedError } from '../../kernel/aws-error.ts';
import { isMap, isScalar, type JsonMap } from './json.ts';
import { parseTemplate } from './parse-template.ts';
import { readOutput } from './read-output.ts';
import { readParameterDeclaration } from './read-parameter.ts';
import { readResource } from './read-resource.ts';
import type { Template } from './template.ts';
import { formatError } from './template-error.ts';

const sections = ['Parameters', 'Mappings', 'Conditions', 'Resources', 'Outputs'];
const knownKeys = new Set(['AWSTemplateFormatVersion', 'Description', 'Metadata', ...sections]);
const refusedKeys = new Set(['Transform', 'Rules', 'Hooks']);
/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const limits: Readonly<Record<string, number>> = { Resources: 500, Parameters: 200, Outputs: 200, Mappings: 200 };

const refuseStrangers = (data: JsonMap): void => {
  for (const key of Object.keys(data)) {
    if (refusedKeys.has(key)) throw new UnsupportedError(`the template section ${key}`);
  }
  const strangers = Object.keys(data).filter((key) => !knownKeys.has(key));
  if (strangers.length > 0) throw formatError(`Invalid template property or properties [${strangers.join(', ')}]`);
};

const readSection = <Entry>(
  data: JsonMap,
  name: string,
  read: (id: string, value: unknown) => Entry,
): Readonly<Record<string, Entry>> => {
  const section = data[name] ?? {};
  if (!isMap(section)) throw formatError(`[/${name}] must be an object`);
  const entries = Object.entries(section);
  const limit = limits[name] ?? Number.POSITIVE_INFINITY;
  if (entries.length > limit)
    throw formatError(`Number of ${name.toLowerCase()}, ${entries.length}, is greater than maximum allowed, ${limit}`);
  return Object.fromEntries(entries.map(([id, value]) => [id, read(id, value)]));
};

const readMapping = (id: string, mapping: unknown): Readonly<Record<string, JsonMap>> => {
  const isWell =
    isMap(mapping) &&
    Object.values(mapping).every(
      (level) => isMap(level) && Object.values(level).every((leaf) => isScalar(leaf) || Array.isArray(leaf)),
    );
  if (!isWell) throw formatError(`Every Mappings attribute must be a String or a List: mapping ${id} is malformed`);
  return mapping as Readonly<Record<string, JsonMap>>;
};

const readCondition = (id: string, condition: unknown): unknown => {
  if (!isMap(condition)) throw formatError(`Every Conditions member must be an object: condition ${id} is malformed`);
  return condition;
};

/**
 * Reads a template and checks its shape, not yet what it refers to.
 * @throws AwsError ValidationError; UnsupportedError names a section that is not supported
 */
export const readTemplate = (body: string): Template => {
  const data = parseTemplate(body);
  refuseStrangers(data);
  const version = data['AWSTemplateFormatVersion'];
  if (version !== undefined && version !== '2010-09-09')
    throw formatError(
      `Template format version ${String(version)} is not supported`.replace('Template format', 'Template'),
    );
  const description = data['Description'];
  if (description !== undefined && (typeof description !== 'string' || Buffer.byteLength(description) > 1024))
    throw formatError("'Description' length is greater than 1024.");
  const resources = readSection(data, 'Resources', readResource);
  if (Object.keys(resources).length === 0) throw formatError('At least one Resources member must be defined.');
  return {
    ...(description === undefined ? {} : { description }),
    ...(data['Metadata'] === undefined ? {} : { metadata: data['Metadata'] }),
    parameters: readSection(data, 'Parameters', readParameterDeclaration),
    mappings: readSection(data, 'Mappings', readMapping),
    conditions: readSection(data, 'Conditions', readCondition),
    resources,
    outputs: readSection(data, 'Outputs', readOutput),
  };
};
