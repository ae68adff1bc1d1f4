import type { JsonMap } from './json.ts';

export interface ParameterDeclaration {
  readonly Type: string;
  readonly Default?: string | number;
  readonly AllowedValues?: readonly (string | number)[];
  readonly AllowedPattern?: string;
  readonly MinLength?: number | string;
  readonly MaxLength?: number | string;
  readonly MinValue?: number | string;
  readonly MaxValue?: number | string;
  readonly NoEcho?: boolean | string;
  readonly Description?: string;
  readonly ConstraintDescription?: string;
}

export type DeletionPolicy = 'Delete' | 'Retain' | 'RetainExceptOnCreate';

export interface ResourceDeclaration {
  readonly type: string;
  readonly properties: JsonMap;
  readonly dependsOn: readonly string[];
  readonly condition?: string;
  readonly metadata?: unknown;
  readonly deletionPolicy: DeletionPolicy;
  readonly updateReplacePolicy: DeletionPolicy;
  /** As the template has it. */
  readonly updatePolicy?: JsonMap;
}

export interface OutputDeclaration {
  readonly value: unknown;
  readonly description?: string;
  readonly exportName?: unknown;
  readonly condition?: string;
}

/** A template whose shape was checked; what stands inside properties, conditions and outputs is not evaluated yet. */
export interface Template {
  readonly description?: string;
  readonly metadata?: unknown;
  readonly parameters: Readonly<Record<string, ParameterDeclaration>>;
  readonly mappings: Readonly<Record<string, Readonly<Record<string, JsonMap>>>>;
  readonly conditions: JsonMap;
  readonly resources: Readonly<Record<string, ResourceDeclaration>>;
  readonly outputs: Readonly<Record<string, OutputDeclaration>>;
}
