import { integer, parseEnvironment, text } from '@signalbox/lambda-kit';

const common = { STAGE: text(), RELEASES_TABLE: text() };

const variables = {
  ...common,
  ARCHIVE_BUCKET: text(),
  DETECTOR_STATE_TABLE: text(),
  TELEMETRY_STREAM: text(),
  // Within the hook's own time.
  METRICS_WAIT_SECONDS: integer({ min: 0, max: 600 }),
};

type Source = Readonly<Record<string, string | undefined>>;

/** What both hooks are told by their environment. @throws {EnvironmentError} */
export const settingsOf = (source: Source) => parseEnvironment(variables, source);

/** What the report alone needs. @throws {EnvironmentError} */
export const reportSettingsOf = (source: Source) => parseEnvironment(common, source);

export type Settings = ReturnType<typeof settingsOf>;
