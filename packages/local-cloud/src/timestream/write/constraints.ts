import { validationError } from '../errors.ts';

/** Collects what an input violates and says it as the service's front door does. Paths are 1-based, `records.1.member.time`. */
export interface Constraints {
  present(value: unknown, path: string): boolean;
  length(value: string | undefined, path: string, min: number, max: number): void;
  size(value: readonly unknown[] | undefined, path: string, min: number, max: number): void;
  oneOf(value: string | undefined, path: string, allowed: readonly string[]): void;
  pattern(value: string | undefined, path: string, pattern: string): void;
  between(value: number | undefined, path: string, min: number, max: number): void;
  /** @throws AwsError ValidationException if anything was violated */
  hold(): void;
}

export const createConstraints = (): Constraints => {
  const violations: string[] = [];
  const violate = (value: unknown, path: string, rule: string) => {
    const shown = value == null ? 'null' : `'${Array.isArray(value) ? `[${value.join(', ')}]` : String(value)}'`;
    violations.push(`Value ${shown} at '${path}' failed to satisfy constraint: Member must ${rule}`);
  };
  return {
    present: (value, path) => {
      if (value == null) violate(value, path, 'not be null');
      return value != null;
    },
    length: (value, path, min, max) => {
      if (value == null) return;
      if (value.length < min) violate(value, path, `have length greater than or equal to ${min}`);
      if (value.length > max) violate(value, path, `have length less than or equal to ${max}`);
    },
    size: (value, path, min, max) => {
      if (value == null) return;
      if (value.length < min) violate([], path, `have length greater than or equal to ${min}`);
      if (value.length > max) violate([], path, `have length less than or equal to ${max}`);
    },
    oneOf: (value, path, allowed) => {
      if (value != null && !allowed.includes(value)) {
        violate(value, path, `satisfy enum value set: [${allowed.join(', ')}]`);
      }
    },
    pattern: (value, path, pattern) => {
      if (value != null && !new RegExp(`^${pattern}$`).test(value)) {
        violate(value, path, `satisfy regular expression pattern: ${pattern}`);
      }
    },
    between: (value, path, min, max) => {
      if (value == null) return;
      if (value < min) violate(value, path, `have value greater than or equal to ${min}`);
      if (value > max) violate(value, path, `have value less than or equal to ${max}`);
    },
    hold: () => {
      if (violations.length === 0) return;
      const count = `${violations.length} validation error${violations.length === 1 ? '' : 's'} detected`;
      throw validationError(`${count}: ${violations.join('; ')}`);
    },
  };
};
