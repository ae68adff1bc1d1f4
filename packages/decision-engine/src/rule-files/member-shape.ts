import type { Json } from '../json.ts';
import { jsonObject } from './shape/json-object.ts';
import { list } from './shape/list.ts';
import { object, optional, required } from './shape/object.ts';
import { record } from './shape/record.ts';
import { duration, text } from './shape/scalars.ts';
import type { Shape } from './shape/shape.ts';

/** How AWS names inputs and resources of templates. */
const awsName = { pattern: '^[a-zA-Z][a-zA-Z0-9_]{0,127}$', wanted: 'a name of letters, digits and _' };

/** What a `.detector.yaml` or `.alarm.yaml` says. */
export interface WrittenMember {
  /** The way to the file of the model, from the file that names it. */
  readonly model: string;
  /** Which resource of the template, if it has several. */
  readonly resource?: string;
  readonly deviceTypes: readonly string[];
  readonly inputs: Readonly<Record<string, Json>>;
  readonly maxAgeMs?: number;
}

export type ModelField = 'detectorModel' | 'alarmModel';

const common = {
  description: optional(text('a text of 1 to 500 characters', { maxLength: 500 })),
  resource: optional(text('a logical id of the template', { maxLength: 255 })),
  deviceTypes: required(
    list(text('the name of a device type', { maxLength: 63 }), { minItems: 1, maxItems: 100, uniqueItems: true }),
  ),
  inputs: required(record(jsonObject({ maxProperties: 256, maxBytes: 16_384 }), { names: awsName, maxProperties: 20 })),
  maxAge: optional(duration),
};

const modelPath = text('the way to a JSON file, like ./motor.json', { maxLength: 500, pattern: '\\.json$' });

const shapes = {
  detectorModel: object({ detectorModel: required(modelPath), ...common }),
  alarmModel: object({ alarmModel: required(modelPath), ...common }),
};

type Written = NonNullable<ReturnType<typeof shapes.detectorModel.read>>;

/** Of the file that puts a model of AWS IoT Events to work. */
export const memberShape = (field: ModelField): Shape<WrittenMember> => {
  const shape = shapes[field];
  return {
    schema: shape.schema,
    read: (value, path, report) => {
      const written = shape.read(value, path, report) as (Written & Record<ModelField, string>) | undefined;
      if (written === undefined) return undefined;
      const { deviceTypes, inputs, maxAge, resource } = written;
      return {
        ...{ model: written[field], deviceTypes: deviceTypes.filter((type) => type !== undefined), inputs },
        ...(resource !== undefined && { resource }),
        ...(maxAge !== undefined && { maxAgeMs: maxAge }),
      };
    },
  };
};
