import { lambdaHandler, lazy, processByDevice, streamItems, text } from '@signalbox/lambda-kit';
import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { type DeviceItems, deviceStore } from '../adapters/device-store.ts';
import type { EventBridgeBus } from '../adapters/event-bridge-bus.ts';
import { decideBatch } from '../decide-batch.ts';
import { gatherEvidence } from '../gather-evidence.ts';
import type { DecisionBus, EvidenceStore } from '../ports.ts';
import { releasedRules } from '../released-rules.ts';
import { reportFailedRules } from '../report-failed-rules.ts';
import { ruleSetName } from '../rule-set-name.ts';
import { ownModel, prepareAny } from '../rules.ts';

/** Devices that are decided on at a time: enough to fill a batched read. */
const concurrency = 100;

/** Decides on the telemetry stream, device by device. */
export const handler = lambdaHandler({
  environment: { DETECTOR_STATE_TABLE: text(), EVENT_BUS: text(), RELEASES_TABLE: text(), ARCHIVE_BUCKET: text() },
  wire: ({ environment, log, counts, clock, reads, writes }) => {
    const { ARCHIVE_BUCKET, DETECTOR_STATE_TABLE, EVENT_BUS, RELEASES_TABLE } = environment;
    const tables = lazy(async () => {
      const { decideTables } = await import('../adapters/decide-tables.ts');
      return decideTables({ items: DETECTOR_STATE_TABLE, releases: RELEASES_TABLE, ruleSet: ruleSetName });
    });
    // Most batches decide nothing, so the bus is loaded only by the first that does.
    const events = lazy(async () => {
      const { eventBridgeBus } = await import('../adapters/event-bridge-bus.ts');
      return eventBridgeBus({ busName: EVENT_BUS });
    });
    // Only while rules other than the version's own are released.
    const releases = lazy(async () => {
      const { s3Releases } = await import('../adapters/s3-releases.ts');
      return s3Releases({ bucket: ARCHIVE_BUCKET });
    });
    const getItem: DeviceItems['getItem'] = async (deviceId) => (await tables()).items.getItem(deviceId);
    const putItem: DeviceItems['putItem'] = async (item) => {
      const { items } = await tables();
      const putting = items.putItem(item);
      // What is saved with an outbox is sent next: the bus loads while the table writes. If it does not load, emit says so.
      if ('outbox' in item) events().catch(() => undefined);
      return putting;
    };
    const putEvents: EventBridgeBus['putEvents'] = async (entries) => (await events()).putEvents(entries);
    const put: EvidenceStore['put'] = async (object) => (await releases()).put(object);
    const guarded = writes({ putItem, putEvents, putEvidence: put });
    const emit: DecisionBus['emit'] = async (decisions) => {
      const { eventsOf } = await events();
      return guarded.putEvents(eventsOf(decisions));
    };
    const store = deviceStore({ ...reads({ getItem }), putItem: guarded.putItem });
    const rules = releasedRules({
      own: ownModel(),
      loadTimeline: async () => (await tables()).releases.loadTimeline(),
      loadRuleSet: async (hash) => (await releases()).loadRuleSet(hash),
      prepare: prepareAny,
      now: clock,
    });
    const decide = decideBatch({ rules, counts, now: clock, store, bus: { emit } });
    return async (event: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> => {
      const evidence = gatherEvidence({ counts, log, store: { put: guarded.putEvidence } });
      const reports = { failedRules: reportFailedRules(), evidence };
      const response = await processByDevice(streamItems(event), {
        ...{ concurrency, log, counts },
        device: (items, deviceLog) => decide(items, deviceLog, reports),
      });
      await evidence.write();
      return response;
    };
  },
});
