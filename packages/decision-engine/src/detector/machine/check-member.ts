import type { DeviceType } from '@signalbox/contracts';
import type { DetectorMember } from '../../rule-set.ts';
import type { DetectorModel } from '../definition.ts';
import { compileModel } from '../run/compiled-model.ts';
import { checkActions } from './check-actions.ts';
import { checkKey } from './check-key.ts';
import { checkTemplates } from './check-templates.ts';
import type { MemberProblem } from './member-problem.ts';

/**
 * What keeps the service from running a detector model that the analysis found fit to run: a key that is not the device,
 * payloads that readings cannot give, actions that nothing here carries out. Empty: it runs.
 * @param deviceTypes all that there are
 */
export const checkMember = (
  member: Pick<DetectorMember, 'definition' | 'deviceTypes' | 'inputs'>,
  deviceTypes: readonly DeviceType[],
): readonly MemberProblem[] => {
  const model = member.definition as unknown as DetectorModel;
  const types = deviceTypes.filter(({ deviceType }) => member.deviceTypes.includes(deviceType));
  return [
    ...checkKey(model.key, member.inputs),
    ...checkTemplates(member.inputs, compileModel(model).paths, types),
    ...checkActions(model),
  ];
};
