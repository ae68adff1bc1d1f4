import type { Service } from './services.ts';

/** What a stage runs of a service. */
export interface StackState {
  readonly service: string;
  /** Undefined: it was never deployed. */
  readonly status?: string;
  /** Epoch ms of the last change of its stack. */
  readonly changedAt?: number;
  /** The framework's time stamp of the package that its stack runs, as `sls rollback` takes it; undefined if it is not stored any more. */
  readonly package?: string;
}

/** Looks at the stacks of services. */
export type LookAtStacks = (services: readonly Service[]) => Promise<readonly StackState[]>;

/** A service that a release has changed for good: its stack is not as it was, and did not go back by itself. */
export interface ChangedService {
  readonly service: Service;
  /** The package to go back to. */
  readonly previous?: string;
  readonly deployed?: string;
  /** Whether there was anything before. */
  readonly isNew: boolean;
}

const isWhole = ({ status }: StackState): boolean => status === 'CREATE_COMPLETE' || status === 'UPDATE_COMPLETE';

/** What changed between two looks, in the order of the services. */
export const changedServices = (
  services: readonly Service[],
  before: readonly StackState[],
  after: readonly StackState[],
): readonly ChangedService[] =>
  services.flatMap((service) => {
    const was = before.find((state) => state.service === service.name);
    const is = after.find((state) => state.service === service.name);
    if (is === undefined || !isWhole(is) || is.changedAt === was?.changedAt) return [];
    return {
      service,
      isNew: was?.status === undefined,
      ...(was?.package !== undefined && { previous: was.package }),
      ...(is.package !== undefined && { deployed: is.package }),
    };
  });
