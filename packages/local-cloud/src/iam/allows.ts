type Names = string | readonly string[];

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: Names;
  readonly NotAction?: Names;
  readonly Resource?: Names;
  readonly NotResource?: Names;
}

const fits = (pattern: string, text: string, flags: string): boolean => {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, flags).test(text);
};

const names = (given: Names | undefined, others: Names | undefined, text: string, flags: string): boolean => {
  if (given !== undefined) return [given].flat().some((pattern) => fits(pattern as string, text, flags));
  return others !== undefined && ![others].flat().some((pattern) => fits(pattern as string, text, flags));
};

/**
 * Whether identity policies (JSON texts, well-formed) let an action be done to a resource. Conditions are taken as met.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export const allows = (documents: readonly string[], action: string, resource: string): boolean => {
  const statements = documents.flatMap((text) => [(JSON.parse(text) as { Statement: Statement }).Statement].flat());
  const about = statements.filter(
    (each) =>
      // Actions are told apart without regard to case, resources with it.
      names(each.Action, each.NotAction, action, 'i') && names(each.Resource, each.NotResource, resource, ''),
  );
  return about.length > 0 && about.every(({ Effect }) => Effect === 'Allow');
};
