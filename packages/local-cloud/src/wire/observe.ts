import type { Request, Response } from '../kernel/request.ts';
import type { Dispatch } from './dispatch.ts';

/** What a client asked over HTTP and what it was answered, errors of AWS included. */
export interface Exchange {
  readonly request: Request;
  readonly response: Response;
}

/** Shows every exchange to `onAnswer`, after it was answered for certain and before the client has it. */
export const observe =
  (dispatch: Dispatch, onAnswer: (exchange: Exchange) => void): Dispatch =>
  async (request) => {
    const response = await dispatch(request);
    onAnswer({ request, response });
    return response;
  };
