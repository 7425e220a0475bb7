// SPDX-License-Identifier: Apache-2.0
import { momentText, utcText } from '../format/text';

/** A time as the visitor's clock tells it, with UTC on hover for whoever compares it with a log. */
export function Moment({ time }: { time: string }) {
  return (
    <time dateTime={time} title={utcText(time)}>
      {momentText(time)}
    </time>
  );
}
