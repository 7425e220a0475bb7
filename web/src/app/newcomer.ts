// SPDX-License-Identifier: Apache-2.0
// Who is registering: kept in memory between the form and the code, so that the right code signs in.
// A reload forgets it.
export interface Newcomer {
  email: string;
  password: string;
  codeSentAt: number;
}

let newcomer: Newcomer | null = null;

export function rememberNewcomer(value: Newcomer): void {
  newcomer = value;
}

export function currentNewcomer(): Newcomer | null {
  return newcomer;
}

export function forgetNewcomer(): void {
  newcomer = null;
}
