/** What keeps the service from running a model. */
export interface MemberProblem {
  /** In the model, or in what puts it to work: its `inputs`. */
  readonly in: 'model' | 'member';
  /** In the model a location as the analysis writes it, `states[0].onInput.events[1]`; else the way within the member. */
  readonly path: string | readonly (string | number)[];
  readonly message: string;
}

export const inModel = (path: string, message: string): MemberProblem => ({ in: 'model', path, message });

export const inMember = (path: readonly (string | number)[], message: string): MemberProblem => ({
  ...{ in: 'member', path, message },
});
