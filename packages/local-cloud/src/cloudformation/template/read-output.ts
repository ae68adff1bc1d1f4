import { isMap } from './json.ts';
import type { OutputDeclaration } from './template.ts';
import { formatError } from './template-error.ts';

const knownKeys = new Set(['Value', 'Description', 'Export', 'Condition']);

const readExport = (id: string, value: unknown): unknown => {
  if (!isMap(value) || value['Name'] === undefined || Object.keys(value).length !== 1)
    throw formatError(`Output ${id} is malformed: Export must be an object with the one member Name`);
  return value['Name'];
};

/** Reads one entry of Outputs. @throws AwsError ValidationError */
export const readOutput = (id: string, declaration: unknown): OutputDeclaration => {
  if (!isMap(declaration) || declaration['Value'] === undefined)
    throw formatError(`Output ${id} is malformed. Every Outputs member must contain a Value object`);
  const stranger = Object.keys(declaration).find((key) => !knownKeys.has(key));
  if (stranger !== undefined) throw formatError(`Invalid output property '${stranger}' in output ${id}`);
  const { Value, Description, Export, Condition } = declaration;
  return {
    value: Value,
    ...(Description === undefined ? {} : { description: String(Description) }),
    ...(Export === undefined ? {} : { exportName: readExport(id, Export) }),
    ...(Condition === undefined ? {} : { condition: String(Condition) }),
  };
};
