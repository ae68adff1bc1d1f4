import { stripVTControlCharacters } from 'node:util';
import type { Console } from '../output/console.ts';
import { openScreen } from '../output/screen.ts';
import { endpointLines } from '../up/endpoints.ts';
import { type LiveState, liveLines, plainLine } from './live-view.ts';

/** How the run is shown: one screen that is redrawn, or lines that are added. */
export interface Display {
  /** What the Serverless CLI says. */
  progress(line: string): void;
  /** A line of the cloud's own log. */
  problem(line: string): void;
  /** Everything is deployed. */
  ready(state: LiveState): void;
  /** The present state; called every second. */
  show(state: LiveState): void;
  close(): void;
}

const screenDisplay = (console: Console): Display => {
  const screen = openScreen(console);
  const styles = {
    bold: (text: string) => console.style('bold', text),
    dim: (text: string) => console.style('dim', text),
  };
  const show = (state: LiveState): void => screen.draw(liveLines(state, styles));
  return { progress: () => undefined, problem: () => undefined, ready: show, show, close: screen.close };
};

const paperEverySeconds = 10;

const paperDisplay = (console: Console): Display => {
  let untilNext = paperEverySeconds;
  return {
    progress: (line) => {
      const text = stripVTControlCharacters(line).trim();
      if (text !== '') console.line(text);
    },
    problem: console.note,
    ready: ({ endpoints }) => {
      for (const line of ['ready', ...endpointLines(endpoints)]) console.line(line);
    },
    show: (state) => {
      if (state.phase !== 'ready') return;
      untilNext -= 1;
      if (untilNext > 0) return;
      untilNext = paperEverySeconds;
      console.line(plainLine(state));
    },
    close: () => undefined,
  };
};

export const openDisplay = (console: Console): Display =>
  console.isTerminal ? screenDisplay(console) : paperDisplay(console);
