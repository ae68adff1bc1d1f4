import type { DeviceType } from '@signalbox/contracts';
import { sourcePathOf } from '../detector/definition-source.ts';
import { faultOfAction } from '../detector/machine/check-actions.ts';
import { checkKey } from '../detector/machine/check-key.ts';
import { checkTemplates } from '../detector/machine/check-templates.ts';
import { inModel, type MemberProblem } from '../detector/machine/member-problem.ts';
import { createProblemPlaces } from '../detector/machine/problem-places.ts';
import type { Json } from '../json.ts';
import type { ModelReader } from '../rule-files/model-reader.ts';
import type { AlarmMember } from '../rule-set.ts';
import { checkAlarmModel } from './check.ts';
import { compileAlarmModel } from './compiled-alarm.ts';
import type { AlarmModel } from './definition.ts';
import { readAlarmModel } from './read.ts';

const checkActions = ({ actions, notifications }: AlarmModel): MemberProblem[] => [
  ...actions.flatMap((action, index) => {
    const fault = faultOfAction(action);
    return fault === undefined ? [] : [inModel(`alarmEventActions.alarmActions[${index}].${action.type}`, fault)];
  }),
  ...notifications.map((_, index) =>
    inModel(
      `alarmNotification.notificationActions[${index}]`,
      'the service does not carry out notification actions: their recipients are users of AWS; use alarmEventActions',
    ),
  ),
];

/**
 * What keeps the service from running an alarm model: a key that is not the device, payloads that readings cannot give,
 * actions that nothing here carries out. Empty: it runs.
 * @param deviceTypes all that there are
 */
export const checkAlarmMember = (
  member: Pick<AlarmMember, 'definition' | 'deviceTypes' | 'inputs'>,
  deviceTypes: readonly DeviceType[],
): readonly MemberProblem[] => {
  const model = member.definition as unknown as AlarmModel;
  const types = deviceTypes.filter(({ deviceType }) => member.deviceTypes.includes(deviceType));
  return [
    ...checkKey(model.key, member.inputs),
    ...checkTemplates(member.inputs, compileAlarmModel(model).paths, types),
    ...checkActions(model),
  ];
};

/** Reads the model of an `.alarm.yaml`, in whichever form AWS has it, for the service to run. */
export const readAlarmMember: ModelReader = (document, written, _name, deviceTypes) => {
  const { model, problems, source } = readAlarmModel(
    document,
    written.resource === undefined ? {} : { resource: written.resource },
  );
  const places = createProblemPlaces((location) => (source ? sourcePathOf(source, location) : []));
  const wrong = [...problems, ...(model ? checkAlarmModel(model) : [])];
  if (model === undefined || wrong.length > 0) return { problems: wrong.map(places.ofResult) };
  const definition = model as unknown as Json;
  const refused = checkAlarmMember({ ...written, definition }, deviceTypes).map(places.ofMember);
  return refused.length > 0 ? { problems: refused } : { definition, problems: [] };
};
