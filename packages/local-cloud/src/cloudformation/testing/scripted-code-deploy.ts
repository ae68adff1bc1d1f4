import type { ServiceFactory } from '../../kernel/service.ts';
import type { AliasShift, AliasShiftOutcome, CodeDeployPort } from '../../ports/codedeploy.ts';

/** A CodeDeploy whose deployments end when a test says so. */
export interface ScriptedCodeDeploy {
  readonly factory: ServiceFactory<CodeDeployPort>;
  /** What was asked for, in order; the deployment of the first is `d-1`. */
  readonly shifts: readonly AliasShift[];
  /** Tokens of deployments that were to be stopped. */
  readonly stops: readonly string[];
  /** Waits for the n-th shift, counted from 1. */
  readonly shift: (number: number) => Promise<AliasShift>;
  readonly end: (number: number, outcome: Omit<AliasShiftOutcome, 'deploymentId'>) => void;
}

export const createScriptedCodeDeploy = (): ScriptedCodeDeploy => {
  const shifts: AliasShift[] = [];
  const stops: string[] = [];
  const ends: ((outcome: Omit<AliasShiftOutcome, 'deploymentId'>) => void)[] = [];
  const end: ScriptedCodeDeploy['end'] = (number, outcome) => ends[number - 1]?.(outcome);
  const factory: ServiceFactory<CodeDeployPort> = ({ services }) => ({
    name: 'codedeploy',
    apis: [],
    port: {
      shiftAlias: (request) =>
        new Promise((resolve) => {
          const deploymentId = `d-${shifts.push(request)}`;
          request.onStarted?.(deploymentId);
          ends.push((outcome) => {
            const { functionName, alias, targetVersion } = request;
            if (outcome.status === 'Succeeded')
              services.lambda.setAlias(functionName, alias, { functionVersion: targetVersion, weights: {} });
            resolve({ deploymentId, ...outcome });
          });
        }),
      stopShift: (token) => {
        stops.push(token);
        end(shifts.findIndex(({ clientToken }) => clientToken === token) + 1, { status: 'Stopped' });
      },
    },
  });
  const shift = async (number: number): Promise<AliasShift> => {
    for (;;) {
      const found = shifts[number - 1];
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  return { factory, shifts, stops, shift, end };
};
