import { type AnalysisResult, analysisError } from '../detector/check/result.ts';
import { type FormOptions, logicalIdsOf, type ModelSource, type SourcePath } from '../detector/definition-form.ts';
import { isObject } from '../detector/is-object.ts';

export const alarmModelType = 'AWS::IoTEvents::AlarmModel';

export type FoundAlarm = { readonly source: ModelSource } | { readonly problem: AnalysisResult };

const has = (value: unknown, name: string): boolean => isObject(value) && Object.hasOwn(value, name);

const at = (path: SourcePath, cfn: boolean, logicalId?: string): FoundAlarm => ({
  source: {
    ...{ cfn, definition: path, configuration: path, envelope: cfn ? 'properties' : 'request' },
    ...(logicalId !== undefined && { logicalId }),
  },
});

const problem = (message: string): FoundAlarm => ({ problem: analysisError('structure', message, '') });

const inTemplate = (document: unknown, resource: string | undefined): FoundAlarm => {
  const ids = logicalIdsOf(document, alarmModelType);
  const id = resource ?? ids[0];
  if (id === undefined || !ids.includes(id))
    return problem(`The template has no resource '${id ?? ''}' of type ${alarmModelType}.`);
  if (resource === undefined && ids.length > 1) {
    return problem(`The template has several alarm models, choose one of: ${ids.join(', ')}.`);
  }
  return at(['Resources', id, 'Properties'], true, id);
};

/** Whether a document is meant to be an alarm model, in whichever form, or a template that has one. */
export const isAlarmModel = (document: unknown): boolean =>
  has(document, 'alarmRule') ||
  has(document, 'AlarmRule') ||
  (isObject(document) && document['Type'] === alarmModelType) ||
  logicalIdsOf(document, alarmModelType).length > 0;

/** Where in a document the alarm model is: the input of CreateAlarmModel, the output of DescribeAlarmModel, CloudFormation. */
export const findAlarm = (document: unknown, { cfn = false, resource }: FormOptions = {}): FoundAlarm => {
  if (!cfn && has(document, 'alarmRule')) return at([], false);
  if (has(document, 'Resources')) return inTemplate(document, resource);
  if (isObject(document) && document['Type'] === alarmModelType) return at(['Properties'], true);
  if (has(document, 'AlarmRule')) return at([], true);
  return problem('This is no alarm model: it has no alarm rule.');
};
