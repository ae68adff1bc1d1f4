import { inputType, logicalIdsOf } from './definition-form.ts';

/** A text as CloudFormation makes it. `unknown`: what only it knows the values of; their names stand in the text. */
export interface TemplateText {
  readonly text: string;
  readonly unknown: readonly string[];
}

type Made = TemplateText | undefined;
type Members = Readonly<Record<string, unknown>>;

/** How deep functions may nest; names of inputs may lead on to others. */
const MAX_DEPTH = 16;

const standIn = (name: string): TemplateText => ({ text: name, unknown: [name] });

/** Own members only; whatever has none is empty. */
const own = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Members)[name] : undefined;

const join = (parts: readonly Made[], delimiter: string): Made => {
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) return undefined;
  return { text: known.map(({ text }) => text).join(delimiter), unknown: known.flatMap(({ unknown }) => unknown) };
};

/** Makes the texts of one template. */
class TextMaker {
  readonly #template: unknown;

  constructor(template: unknown) {
    this.#template = template;
  }

  make(value: unknown, depth = 0): Made {
    if (typeof value === 'string') return { text: value, unknown: [] };
    if (typeof value === 'number' || typeof value === 'boolean') return { text: String(value), unknown: [] };
    if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return undefined;
    const [[name, argument] = [], ...others] = Object.entries(value);
    if (others.length > 0) return undefined;
    if (name === 'Ref' && typeof argument === 'string') return this.#refer(argument, depth + 1);
    if (name === 'Fn::Join') return this.#joinAll(argument, depth + 1);
    if (name === 'Fn::Sub') return this.#substitute(argument, depth + 1);
    return name === 'Fn::GetAtt' ? attribute(argument) : undefined;
  }

  /** A parameter is its default, an input its name; of the rest, only the stack can tell. */
  #refer(id: string, depth: number): Made {
    const parameter = own(own(own(this.#template, 'Parameters'), id), 'Default');
    if (parameter !== undefined) return this.make(parameter, depth);
    if (!logicalIdsOf(this.#template, inputType).includes(id)) return standIn(id);
    const properties = own(own(own(this.#template, 'Resources'), id), 'Properties');
    const name = own(properties, 'InputName');
    return name === undefined ? standIn(id) : this.make(name, depth);
  }

  #joinAll(argument: unknown, depth: number): Made {
    if (!Array.isArray(argument) || argument.length !== 2) return undefined;
    const [delimiter, parts] = argument as readonly unknown[];
    if (typeof delimiter !== 'string' || !Array.isArray(parts)) return undefined;
    return join(
      parts.map((part) => this.make(part, depth)),
      delimiter,
    );
  }

  /** `${Name}` and `${Name.Attribute}` are replaced; `${!name}` is a literal `${name}`. */
  #substitute(argument: unknown, depth: number): Made {
    const [text, values] = Array.isArray(argument) ? (argument as readonly unknown[]) : [argument];
    if (typeof text !== 'string') return undefined;
    const pieces = text.split(/\$\{([^}]*)\}/);
    const parts = pieces.map((piece, index): Made => {
      if (index % 2 === 0) return { text: piece, unknown: [] };
      if (piece.startsWith('!')) return { text: `\${${piece.slice(1)}}`, unknown: [] };
      const name = piece.trim();
      const given = own(values, name);
      if (given !== undefined) return this.make(given, depth);
      return name.includes('.') ? standIn(name) : this.#refer(name, depth);
    });
    return join(parts, '');
  }
}

const attribute = (argument: unknown): Made => {
  const names = Array.isArray(argument) ? argument : [argument];
  return names.every((name) => typeof name === 'string') ? standIn(names.join('.')) : undefined;
};

/**
 * The text that `Ref`, `Fn::Join`, `Fn::Sub` and `Fn::GetAtt` make, as far as the template itself can tell: AWS's own
 * samples put the names of inputs into conditions with them.
 * @returns undefined for any other function, whose result nothing stands in for
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iotevents-detectormodel.html
 */
export const templateText = (value: unknown, template: unknown): TemplateText | undefined =>
  new TextMaker(template).make(value);
