import { inferType, type TypeContext } from '../../expression/iot-events/index.ts';
import type { Expression } from './analysis.ts';

type TypeOf = NonNullable<TypeContext['typeOf']>;
export type StaticType = ReturnType<TypeOf>;
type Target = Parameters<TypeOf>[0];

/** A variable or an attribute of an input, and the types that the model uses it as or sets it to. */
export interface ReferenceType {
  readonly key: string;
  readonly kind: Target['kind'];
  /** As it is written: `$variable.count`. */
  readonly reference: string;
  readonly types: ReadonlySet<StaticType>;
  /** The types are those of the values that the variable is set to. */
  readonly byWriting: boolean;
  /** Where, for each of the types, in the order of the model. */
  readonly places: readonly { readonly type: StaticType; readonly expression: Expression }[];
}

/** Integer and Decimal go together; everything else only with itself. */
export const areCompatible = (types: ReadonlySet<StaticType>): boolean =>
  types.size <= 1 || (types.size === 2 && types.has('Integer') && types.has('Decimal'));

/** The one type that a reference has, if there is one. */
const typeOfAll = (types: ReadonlySet<StaticType>): StaticType => {
  if (types.size === 0 || !areCompatible(types)) return 'Unknown';
  return types.has('Decimal') ? 'Decimal' : ([...types][0] ?? 'Unknown');
};

const keyOf = (target: Target): string =>
  JSON.stringify([target.kind, target.name, ...(target.kind === 'input' ? target.path : [])]);

type Known = Map<string, StaticType>;

const typeIn =
  (known: Known): TypeOf =>
  (target) =>
    known.get(keyOf(target)) ?? 'Unknown';

interface Finding {
  readonly target: Target;
  readonly reference: string;
  readonly type: StaticType;
  readonly expression: Expression;
  /** The type is that of a value which the variable is set to. */
  readonly written: boolean;
}

/** What an expression tells of the types of what it reads and, if it is a variable's value, sets. */
const findingsOf = (expression: Expression, known: Known): readonly Finding[] => {
  const { node, text, action, use } = expression;
  const { type, uses } = inferType(node, { text, typeOf: typeIn(known), condition: use === 'condition' });
  const read = uses.map((each) => ({ ...each, expression, written: false }));
  if (action?.type !== 'setVariable' || type === 'Unknown') return read;
  const name = action.variableName;
  const target = { kind: 'variable', name } as const;
  return [...read, { target, reference: `$variable.${name}`, type, expression, written: true }];
};

/**
 * A variable has the types of the values that it is set to, for its uses tell less: `$variable.a < 3` says no more than
 * that it is a number. Of an attribute of an input there are only uses.
 */
const gather = (key: string, findings: readonly Finding[]): ReferenceType => {
  const written = new Set(findings.filter((each) => each.written).map(({ type }) => type));
  const byWriting = written.size > 0 && areCompatible(written);
  return {
    key,
    kind: findings[0]?.target.kind ?? 'variable',
    reference: findings[0]?.reference ?? '',
    byWriting,
    types: byWriting ? written : new Set(findings.map(({ type }) => type)),
    places: findings.map(({ type, expression }) => ({ type, expression })),
  };
};

export interface ReferenceTypes {
  readonly all: readonly ReferenceType[];
  readonly typeOf: TypeOf;
}

/** What is certain comes first: values that are set, then uses of inputs, and last uses of variables. */
const tiers: readonly ((reference: ReferenceType) => boolean)[] = [
  ({ byWriting }) => byWriting,
  ({ kind }) => kind === 'input',
  () => true,
];

const newsIn = (all: readonly ReferenceType[], known: Known): readonly ReferenceType[] => {
  const news = all.filter(({ key, types }) => !known.has(key) && typeOfAll(types) !== 'Unknown');
  const [first = []] = tiers.map((tier) => news.filter(tier)).filter((inTier) => inTier.length > 0);
  return first;
};

/** What is known of all that the model reads or sets. The type of a value may follow from that of a variable, and so on. */
export const referenceTypes = (expressions: readonly Expression[]): ReferenceTypes => {
  const known: Known = new Map();
  for (;;) {
    const findings = expressions.flatMap((expression) => findingsOf(expression, known));
    const all = [...Map.groupBy(findings, ({ target }) => keyOf(target))].map(([key, each]) => gather(key, each));
    const news = newsIn(all, known);
    if (news.length === 0) return { all, typeOf: typeIn(known) };
    for (const { key, types } of news) known.set(key, typeOfAll(types));
  }
};
