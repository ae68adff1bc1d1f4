import { Command } from 'commander';
import { addAlarms } from './alarms/command.ts';
import { addCommands } from './commands/command.ts';
import { addDetector } from './detector/command.ts';
import { addDevices } from './devices/command.ts';
import type { Console } from './output/console.ts';
import { addQuarantine } from './quarantine/command.ts';
import { addRelease } from './release/command.ts';
import { addReleases } from './releases/command.ts';
import { addReplay } from './replay/command.ts';
import { addRules } from './rules/command.ts';
import { addSettings } from './settings/command.ts';
import { addSql } from './sql/command.ts';
import { addStart } from './start/command.ts';
import { addTelemetry } from './telemetry/command.ts';
import { addUp } from './up/command.ts';

/** The whole command line. What a command does is loaded when it runs, so that help is quick. */
export const createProgram = (console: Console): Command => {
  const program = new Command('signalbox')
    .description('Telemetry in, decisions, commands out: run it on this machine and look into it, here or on AWS.')
    .showSuggestionAfterError()
    .showHelpAfterError('(add --help for what it takes)')
    .helpCommand(false)
    .exitOverride();
  for (const add of [
    addStart,
    addUp,
    addDevices,
    addTelemetry,
    addCommands,
    addQuarantine,
    addAlarms,
    addRelease,
    addReleases,
    addReplay,
    addRules,
    addSettings,
    addDetector,
    addSql,
  ])
    add(program, console);
  return program;
};
