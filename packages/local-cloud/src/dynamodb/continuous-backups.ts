import type { UpdateContinuousBackupsInput } from '@aws-sdk/client-dynamodb';
import type { Clock } from '../kernel/clock.ts';
import { type Operation, operation } from '../kernel/operation.ts';
import type { DynamoEngine } from './engine.ts';
import type { SettingsTable, TableSettings } from './table-settings.ts';

const defaultRecoveryDays = 35;
const dayMs = 86_400_000;

const describe = (recovery: TableSettings['pointInTimeRecovery'], now: number) => ({
  ContinuousBackupsDescription: {
    ContinuousBackupsStatus: 'ENABLED',
    PointInTimeRecoveryDescription:
      recovery === undefined
        ? { PointInTimeRecoveryStatus: 'DISABLED' }
        : {
            PointInTimeRecoveryStatus: 'ENABLED',
            RecoveryPeriodInDays: recovery.recoveryDays,
            EarliestRestorableDateTime: Math.max(recovery.since, now - recovery.recoveryDays * dayMs) / 1000,
            LatestRestorableDateTime: Math.max(recovery.since, now - 300_000) / 1000,
          },
  },
});

/**
 * Describe- and UpdateContinuousBackups: the setting is kept and described. Nothing can be restored from it here:
 * RestoreTableToPointInTime is refused by name.
 */
export const continuousBackupsOperations = (
  engine: DynamoEngine,
  settings: SettingsTable,
  clock: Clock,
): Readonly<Record<string, Operation>> => {
  const nameOf = async (TableName: string | undefined) => {
    const { Table } = await engine.run('DescribeTable', { TableName });
    return String((Table as { TableName: string }).TableName);
  };
  return {
    DescribeContinuousBackups: operation(['TableName'], async ({ TableName }: { TableName?: string }) =>
      describe(settings.get(await nameOf(TableName))?.pointInTimeRecovery, clock.now()),
    ),
    UpdateContinuousBackups: operation(
      ['TableName', 'PointInTimeRecoverySpecification'],
      async (input: UpdateContinuousBackupsInput) => {
        const name = await nameOf(input.TableName);
        const { PointInTimeRecoveryEnabled, RecoveryPeriodInDays = defaultRecoveryDays } =
          input.PointInTimeRecoverySpecification ?? {};
        const { pointInTimeRecovery, ...rest } = settings.get(name) as TableSettings;
        const recovery =
          PointInTimeRecoveryEnabled === true
            ? { since: pointInTimeRecovery?.since ?? clock.now(), recoveryDays: RecoveryPeriodInDays }
            : undefined;
        settings.set(name, recovery === undefined ? rest : { ...rest, pointInTimeRecovery: recovery });
        return describe(recovery, clock.now());
      },
    ),
  };
};
