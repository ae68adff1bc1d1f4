import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { emptyTimeline } from '@signalbox/releases';
import { releaseStore } from '@signalbox/releases/store';
import { namesOf } from '../names.ts';
import { guarded } from '../target/guarded.ts';
import type { Target } from '../target/target.ts';
import type { ReleaseBook } from './release-book.ts';

/** Before the first release of a stage there is no table: it comes with the foundation. */
const unlessThereIsNoTable = async <T>(value: Promise<T>, otherwise: T): Promise<T> => {
  try {
    return await value;
  } catch (error) {
    if ((error as Error).name === 'ResourceNotFoundException') return otherwise;
    throw error;
  }
};

/** The book of a target's stage, in its table of releases. */
export const storedBook = (target: Target): { readonly book: ReleaseBook; readonly close: () => void } => {
  const client = guarded((settings) => new DynamoDBClient(settings), target);
  const store = releaseStore({ client, tableName: namesOf(target.stage).releasesTable });
  return {
    book: {
      begin: (active, now) => unlessThereIsNoTable(store.beginActive(active, now), 'begun'),
      active: (now) => unlessThereIsNoTable(store.active(now), undefined),
      end: (releaseId) => unlessThereIsNoTable(store.endActive(releaseId), undefined),
      save: (record) => unlessThereIsNoTable(store.saveRelease(record), undefined),
      find: (releaseId) => unlessThereIsNoTable(store.findRelease(releaseId), undefined),
      timeline: () => unlessThereIsNoTable(store.loadTimeline(), emptyTimeline),
      gateReport: (releaseId) => unlessThereIsNoTable(store.loadGateReport(releaseId), undefined),
    },
    close: () => client.destroy(),
  };
};
