import { memberAt, type Template } from '../template/template.ts';

/** Application and groups of a stack, by the names that CodeDeploy has. */
export interface Groups {
  readonly application: string;
  readonly groups: readonly string[];
}

const names = ({ Resources }: Template, type: string, member: string): string[] =>
  Object.values(Resources)
    .filter(({ Type }) => Type === type)
    .map(({ Properties }) => memberAt(Properties, member))
    .filter((name) => typeof name === 'string');

/** The deployment groups of a template; undefined if it has none. */
export const groupsOf = (template: Template): Groups | undefined => {
  const [application] = names(template, 'AWS::CodeDeploy::Application', 'ApplicationName');
  const groups = names(template, 'AWS::CodeDeploy::DeploymentGroup', 'DeploymentGroupName');
  return application === undefined || groups.length === 0 ? undefined : { application, groups };
};
