import { releaseStore } from '@signalbox/releases/store';
import { recordReport } from '../record-report.ts';
import { reportSettingsOf } from '../settings.ts';

/** Where reports are kept, on AWS. @throws {EnvironmentError} */
export const wireRecord = () => {
  const { RELEASES_TABLE, STAGE } = reportSettingsOf(process.env);
  const store = releaseStore({ tableName: RELEASES_TABLE });
  return recordReport({ ...store, active: () => store.active(Date.now()), stage: STAGE });
};
