import type { GetTemplateInput, GetTemplateSummaryInput, ValidateTemplateInput } from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../kernel/aws-error.ts';
import { type Operation, operation } from '../../kernel/operation.ts';
import { checkTemplate } from '../template/check-template.ts';
import { isMap } from '../template/json.ts';
import { parseTemplate } from '../template/parse-template.ts';
import { readTemplate } from '../template/read-template.ts';
import type { ParameterDeclaration, Template } from '../template/template.ts';
import { requiredCapability } from './capabilities.ts';
import { loadTemplate } from './load-template.ts';
import { type OperationsContext, requireStack } from './operations-context.ts';

const isSecret = ({ NoEcho }: ParameterDeclaration): boolean => String(NoEcho) === 'true';

const parameterView = (key: string, declaration: ParameterDeclaration): object => ({
  ParameterKey: key,
  DefaultValue: declaration.Default,
  NoEcho: isSecret(declaration),
  Description: declaration.Description,
});

const capabilitiesView = (template: Template): object => {
  const required = requiredCapability(template);
  if (required === undefined) return {};
  return {
    Capabilities: [required.capability],
    CapabilitiesReason: `The following resource(s) require capabilities: [${required.types.join(', ')}]`,
  };
};

const checked = (context: OperationsContext, body: string): Template => {
  const template = readTemplate(body);
  checkTemplate(template, (name) => context.engine.typeOf(name) !== undefined);
  return template;
};

const validate = (context: OperationsContext): Operation =>
  operation<ValidateTemplateInput, object>(['TemplateBody', 'TemplateURL'], async (input) => {
    const template = checked(context, await loadTemplate(context.cloud, input));
    return {
      Parameters: Object.entries(template.parameters).map(([key, each]) => parameterView(key, each)),
      Description: template.description,
      ...capabilitiesView(template),
    };
  });

const summarize = (context: OperationsContext): Operation =>
  operation<GetTemplateSummaryInput, object>(['TemplateBody', 'TemplateURL', 'StackName'], async (input) => {
    const { StackName, ...source } = input;
    const stack = StackName === undefined ? undefined : requireStack(context.engine.store, StackName);
    const body = stack?.deployment?.templateBody ?? (await loadTemplate(context.cloud, source));
    const template = checked(context, body);
    return {
      Parameters: Object.entries(template.parameters).map(([key, each]) => ({
        ...parameterView(key, each),
        ParameterType: each.Type,
        ParameterConstraints: each.AllowedValues === undefined ? {} : { AllowedValues: each.AllowedValues },
      })),
      Description: template.description,
      ...capabilitiesView(template),
      ResourceTypes: [...new Set(Object.values(template.resources).map(({ type }) => type))],
      Version: '2010-09-09',
      Metadata: isMap(template.metadata) ? JSON.stringify(template.metadata) : undefined,
    };
  });

/** A JSON template comes back as AWS gives it: parsed and written again by the SDKs' tools, so as the text it was. */
const get = ({ engine: { store } }: OperationsContext): Operation =>
  operation<GetTemplateInput, object>(['StackName', 'ChangeSetName', 'TemplateStage'], (input) => {
    const stack = requireStack(store, input.StackName);
    const changeSet = store
      .changeSets(stack.id)
      .find(({ id, name }) => input.ChangeSetName === id || input.ChangeSetName === name);
    if (input.ChangeSetName !== undefined && changeSet === undefined)
      throw new AwsError('ChangeSetNotFound', `ChangeSet [${input.ChangeSetName}] does not exist`, { status: 404 });
    const body = (changeSet?.deployment ?? stack.deployment)?.templateBody ?? '{}';
    parseTemplate(body);
    return { TemplateBody: body, StagesAvailable: ['Original', 'Processed'] };
  });

/** ValidateTemplate, GetTemplateSummary and GetTemplate. */
export const templates = (context: OperationsContext): Readonly<Record<string, Operation>> => ({
  GetTemplate: get(context),
  GetTemplateSummary: summarize(context),
  ValidateTemplate: validate(context),
});
