interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal:
    | '*'
    | { readonly Service?: string | readonly string[]; readonly AWS?: string | readonly string[] };
  readonly Action?: string | readonly string[];
}

const includes = (given: string | readonly string[] | undefined, ...wanted: readonly string[]): boolean =>
  [given ?? []].flat().some((each) => wanted.includes(each.toLowerCase()));

const names = ({ Principal, Action }: Statement, service: string): boolean => {
  const isMeant = Principal === '*' || includes(Principal.Service, service);
  return isMeant && includes(Action, 'sts:assumerole', 'sts:*', '*');
};

/**
 * Whether a role's trust policy, well-formed, lets an AWS service (`lambda.amazonaws.com`) assume the role. Conditions are taken as met.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services
 */
export const trustsService = (trust: string, service: string): boolean => {
  const { Statement: given } = JSON.parse(trust) as { Statement: Statement | readonly Statement[] };
  const about = [given].flat().filter((statement) => names(statement as Statement, service)) as Statement[];
  return about.length > 0 && about.every(({ Effect }) => Effect === 'Allow');
};
