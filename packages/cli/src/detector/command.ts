import type { Command } from 'commander';
import type { Console } from '../output/console.ts';
import type { CheckOptions } from './check/run.ts';
import { addRun } from './run/command.ts';

const addCheck = (detector: Command, console: Console): void => {
  detector
    .command('check')
    .description('what the analysis of AWS IoT Events had to say about detector models; also checks alarm models')
    .argument('<model...>', 'JSON files; - is stdin')
    .option(
      '--cfn',
      'they are CloudFormation: a template, a resource or its properties. By default their form is found out',
    )
    .option('--resource <id>', 'of a template, only the model of this logical id; by default all are checked')
    .option('--inputs <file...>', 'the inputs that there are (CreateInput, DescribeInput, a list of them, a template)')
    .option('--json', 'NDJSON')
    .addHelpText(
      'after',
      `
A model is unmodified JSON as AWS has it: the input of create-detector-model, the output of describe-detector-model, a
bare definition, or CloudFormation; of an alarm model likewise. A result is a line: where, level (ERROR, WARNING, INFO),
type, message, path. Without --inputs, and unless its template has inputs, nothing is said of which inputs there are.

The exit code is 0 without errors, 1 with errors, 2 if a file cannot be read.

Examples:
  signalbox detector check motor.json
  signalbox detector check --cfn template.json --resource MotorModel --json
  signalbox detector check motor.json --inputs motor-input.json pressure-input.json
  aws iotevents describe-detector-model --detector-model-name motor | signalbox detector check -`,
    )
    .action(async (files: string[], options: CheckOptions) =>
      (await import('./check/run.ts')).run(files, options, console),
    );
};

export const addDetector = (program: Command, console: Console): void => {
  const detector = program
    .command('detector')
    .description('detector and alarm models of AWS IoT Events: check them, run them');
  addCheck(detector, console);
  addRun(detector, console);
};
