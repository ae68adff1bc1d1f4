import type { Aws } from '../src/deploy/aws.ts';

type Answers = Readonly<Record<string, (input: Record<string, unknown>) => unknown>>;

/** An error as the SDK throws it for what AWS refused. */
export const refusedBy = (name: string, message = name): Error => Object.assign(new Error(message), { name });

/** AWS that answers commands by their name (`ListDeployments`), and fails on any other. */
export const fakeAws = (answers: Answers): Aws => {
  const send = async (command: { readonly input: Record<string, unknown> }): Promise<unknown> => {
    const name = command.constructor.name.replace(/Command$/, '');
    const answer = answers[name];
    if (answer === undefined) throw refusedBy('Unexpected', `${name} was not expected`);
    return answer(command.input);
  };
  const client = { send } as unknown;
  return {
    cloudFormation: client as Aws['cloudFormation'],
    cloudWatch: client as Aws['cloudWatch'],
    codeDeploy: client as Aws['codeDeploy'],
    dynamoDb: client as Aws['dynamoDb'],
  };
};
