import type { CommandHandlers } from '../client/command-handler.ts';
import type { PumpMode, PumpState } from './pump.ts';

/** The pump that the commands act on. */
export interface PumpControls {
  readonly get: () => PumpState;
  readonly set: (change: Partial<PumpState>) => void;
}

const modes: readonly unknown[] = ['normal', 'eco'] satisfies PumpMode[];

const isSpeed = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 100;

/** What a pump can be told: `set-fan {speed: 0..100}`, `set-running {running}`, `set-mode {mode: normal | eco}`. */
export const pumpCommands = ({ get, set }: PumpControls): CommandHandlers => ({
  'set-fan': {
    refuse: ({ speed }) => (isSpeed(speed) ? undefined : `speed is ${JSON.stringify(speed)}, not 0 to 100`),
    run: ({ parameters }) => {
      set({ fanPercent: Number(parameters['speed']) });
      return { speed: get().fanPercent };
    },
  },
  'set-running': {
    refuse: ({ running }) => (typeof running === 'boolean' ? undefined : 'running is neither true nor false'),
    run: ({ parameters }) => {
      set({ isRunning: parameters['running'] === true });
      return { running: get().isRunning };
    },
  },
  'set-mode': {
    refuse: ({ mode }) => (modes.includes(mode) ? undefined : `mode is none of ${modes.join(', ')}`),
    run: ({ parameters }) => {
      set({ mode: parameters['mode'] as PumpMode });
      return { mode: get().mode };
    },
  },
});
