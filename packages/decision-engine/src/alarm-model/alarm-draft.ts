import type { Cause, Draft } from '../detector/run/draft.ts';
import { scopeOf } from '../detector/run/draft-scope.ts';
import { nameUuid } from '../detector/run/name-uuid.ts';
import { decodeAll } from '../detector/run/value-maps.ts';
import { statusOf } from '../rules/lifecycle.ts';
import type { AlarmEvent } from './alarm-event.ts';
import { alarmPayload } from './alarm-payload.ts';
import type { AlarmInstance } from './alarm-state.ts';
import type { CompiledAlarm } from './compiled-alarm.ts';

const causeOf = (event: AlarmEvent): Cause => {
  if (event.type === 'operation') return { type: 'operation', id: event.id };
  if (event.type === 'timer') return { type: 'timer', timer: event.timer, id: `${event.timer}@${event.dueAt}` };
  const { input, id, messageId } = event;
  return { type: 'message', input, id, messageId: messageId ?? nameUuid(id) };
};

/** An alarm in the middle of an evaluation, for the actions that it may come to. */
export const openAlarmDraft = (
  compiled: CompiledAlarm,
  before: AlarmInstance | undefined,
  event: AlarmEvent,
  about: { readonly now: number; readonly keyValue: string | undefined },
): Draft => {
  const { model, rule, lifecycle } = compiled;
  const parts = {
    ...{ identity: compiled.identityOf(about.keyValue), cause: causeOf(event), now: about.now },
    ...{ variables: new Map(), timers: new Map(), inputs: decodeAll(before?.inputs) },
  };
  const draft: Draft = {
    ...parts,
    stateName: statusOf(lifecycle, before?.lifecycle),
    scope: scopeOf(parts),
    standardPayload: () => alarmPayload(draft, model, rule, event),
    ...{ actions: [], problems: [] },
  };
  return draft;
};
