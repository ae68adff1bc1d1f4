import type { Fault } from '../change.ts';
import { acknowledgementsDropped } from './acknowledgements-dropped.ts';
import { archiveOverwrites } from './archive-overwrites.ts';
import { chokesOnGarbage } from './chokes-on-garbage.ts';
import { clockInsteadOfTime } from './clock-instead-of-time.ts';
import { crashOnOneIn50 } from './crash-on-one-in-50.ts';
import { crashOnStart } from './crash-on-start.ts';
import { droppedHysteresis } from './dropped-hysteresis.ts';
import { duplicateCommands } from './duplicate-commands.ts';
import { invertedComparison } from './inverted-comparison.ts';
import { lostEnvironmentVariable } from './lost-environment-variable.ts';
import { memoryLeak } from './memory-leak.ts';
import { missingPermission } from './missing-permission.ts';
import { noCommands } from './no-commands.ts';
import { poisonStateWritten } from './poison-state-written.ts';
import { ruleLost } from './rule-lost.ts';
import { schemaNarrowed } from './schema-narrowed.ts';
import { schemaWidened } from './schema-widened.ts';
import { silentDrop } from './silent-drop.ts';
import { slowBy10Times } from './slow-by-10-times.ts';
import { thresholdUnitMixUp } from './threshold-unit-mix-up.ts';
import { timeOut } from './time-out.ts';
import { wrongDevice } from './wrong-device.ts';
import { wrongParameter } from './wrong-parameter.ts';
import { wrongTopic } from './wrong-topic.ts';

/** Releases that must be stopped, by the name that `--only` takes. */
export const faults: Readonly<Record<string, Fault>> = {
  'threshold-unit-mix-up': thresholdUnitMixUp,
  'inverted-comparison': invertedComparison,
  'dropped-hysteresis': droppedHysteresis,
  'crash-on-start': crashOnStart,
  'crash-on-one-in-50': crashOnOneIn50,
  'time-out': timeOut,
  'memory-leak': memoryLeak,
  'missing-permission': missingPermission,
  'lost-environment-variable': lostEnvironmentVariable,
  'poison-state-written': poisonStateWritten,
  'schema-narrowed': schemaNarrowed,
  'schema-widened': schemaWidened,
  'duplicate-commands': duplicateCommands,
  'wrong-device': wrongDevice,
  'no-commands': noCommands,
  'slow-by-10-times': slowBy10Times,
  'acknowledgements-dropped': acknowledgementsDropped,
  'clock-instead-of-time': clockInsteadOfTime,
  'silent-drop': silentDrop,
  'wrong-topic': wrongTopic,
  'wrong-parameter': wrongParameter,
  'rule-lost': ruleLost,
  'chokes-on-garbage': chokesOnGarbage,
  'archive-overwrites': archiveOverwrites,
};
