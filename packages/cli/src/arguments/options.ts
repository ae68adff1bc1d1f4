import { Option } from 'commander';
import { parseDuration } from './duration.ts';
import { parseRate } from './rate.ts';
import { parseSince } from './since.ts';

// Options whose default is read by the same parser, and shown in the help as it would be written.

export const sinceOption = (description: string, byDefault: string): Option =>
  new Option('--since <when>', description).argParser(parseSince).default(parseSince(byDefault), byDefault);

export const durationOption = (flags: string, description: string, byDefault: string): Option =>
  new Option(flags, description).argParser(parseDuration).default(parseDuration(byDefault), byDefault);

export const rateOption = (description: string, byDefault: string): Option =>
  new Option('--rate <rate>', description).argParser(parseRate).default(parseRate(byDefault), byDefault);
