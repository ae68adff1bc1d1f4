import type { ExactNumber } from '../values/exact-number.ts';

/** Where a node starts in the statement: for error messages. */
type Node = { offset: number };

export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '=' | '<>' | '<' | '<=' | '>' | '>=' | 'AND' | 'OR' | 'IN';

export type Literal = Node & { kind: 'literal'; value: null | boolean | string | number | ExactNumber };
/** An attribute of the payload's root. */
export type Attribute = Node & { kind: 'attribute'; name: string };
export type Member = Node & { kind: 'member'; object: Expression; name: string };
export type Index = Node & { kind: 'index'; object: Expression; index: Expression };
/** `*`: the whole payload, as an argument (`encode(*, 'base64')`) or an object of member access (`*.messages`). */
export type Payload = Node & { kind: 'payload' };
export type Variable = Node & { kind: 'variable'; name: string };
export type Unary = Node & { kind: 'unary'; operator: '-' | 'NOT'; operand: Expression };
export type Binary = Node & { kind: 'binary'; operator: BinaryOperator; left: Expression; right: Expression };
export type Call = Node & { kind: 'call'; name: string; args: Expression[] };
export type Cast = Node & { kind: 'cast'; operand: Expression; type: string };
export type ArrayLiteral = Node & { kind: 'array'; items: Expression[] };
export type ObjectLiteral = Node & { kind: 'object'; entries: { key: string; value: Expression }[] };
export type Case = Node & {
  kind: 'case';
  subject: Expression | undefined;
  branches: { when: Expression; result: Expression }[];
  otherwise: Expression | undefined;
};
/** A nested object query: `(SELECT v FROM e AS row WHERE n = 'temperature')`. */
export type Query = Node & {
  kind: 'query';
  select: SelectClause;
  from: Expression;
  alias: string | undefined;
  where: Expression | undefined;
};

export type Expression =
  | Literal
  | Attribute
  | Member
  | Index
  | Payload
  | Variable
  | Unary
  | Binary
  | Call
  | Cast
  | ArrayLiteral
  | ObjectLiteral
  | Case
  | Query;

export type Projection =
  /** `*`, `a.b.*`: every key of the object. `of` is undefined for the payload. */
  | (Node & { kind: 'spread'; of: Expression | undefined })
  /** `expression AS a.b`: the alias is a path, empty when it was left out. */
  | (Node & { kind: 'value'; expression: Expression; alias: string[] });

export type SelectClause = Node & { value: boolean; projections: Projection[] };

export type SetClause = Node & { name: string; value: Expression };

export type Statement = {
  variables: SetClause[];
  select: SelectClause;
  /** A missing FROM: the rule is reached by Basic Ingest only. */
  from: { topicFilter: string; offset: number } | undefined;
  where: Expression | undefined;
};
