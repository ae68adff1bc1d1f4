/** One complaint of a compiled validator, as ajv reports it. */
export interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** The shape of a function that `scripts/compile-validators.ts` generated. `errors` is that of the last call. */
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

/** `/metrics/temperature must be number`, naming the field that is too many and the values that were allowed. */
export const describeErrors = (errors: readonly SchemaError[] | null | undefined): string =>
  (errors ?? [])
    .map(({ instancePath, message = 'is invalid', params }) => {
      const extra =
        params['additionalProperty'] ?? params['propertyName'] ?? params['allowedValues'] ?? params['allowedValue'];
      return `${instancePath || 'value'} ${message}${extra === undefined ? '' : `: ${JSON.stringify(extra)}`}`;
    })
    .join('; ');
