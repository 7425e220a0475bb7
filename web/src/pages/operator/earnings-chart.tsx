// SPDX-License-Identifier: Apache-2.0
// Earnings by day as bars. Pointing at a day tells of it; whoever doesn't point has the table.
import { useId, useState } from 'react';
import type { Earnings } from '../../api/operator';
import { isRightToLeft } from '../../format/locale';
import { decimalText, microUnits, moneyText } from '../../format/money';
import { t } from '../../texts';
import { dateText, shortDateText } from './dates';

const width = 720;
const height = 180;
const gap = 0.25;

const unitsOf = (amount: string): bigint => microUnits(amount) ?? 0n;

/** The next 1, 2 or 5 with zeros: what the highest line of the chart says. */
export function roundedUp(units: bigint): bigint {
  if (units <= 0n) return 1_000_000n;
  let step = 1n;
  while (step * 10n < units) step *= 10n;
  return [1n, 2n, 5n, 10n].map((factor) => step * factor).find((top) => top >= units) ?? units;
}

/** 0 to 1, exact enough for a picture. */
function shareOf(units: bigint, top: bigint): number {
  return Number((units * 10_000n) / top) / 10_000;
}

export function EarningsChart({ earnings }: { earnings: Earnings }) {
  const { days } = earnings;
  const [at, setAt] = useState<number | null>(null);
  const titleId = useId();
  const highest = days.reduce((most, { earned }) => {
    const units = unitsOf(earned.amount);
    return units > most ? units : most;
  }, 0n);
  const top = roundedUp(highest);
  const step = width / days.length;
  const chosen = at === null ? undefined : days[Math.min(at, days.length - 1)];
  const first = days[0];
  const last = days.at(-1);
  return (
    <figure className="earnings-chart">
      <p className="earnings-said">
        {chosen === undefined ? (
          <span className="fine">{t.operator.earnings.hint}</span>
        ) : (
          <>
            <strong>{moneyText(chosen.earned)}</strong>{' '}
            <span className="fine">
              {dateText(chosen.day)} · {t.operator.overview.codes(chosen.codes)}
            </span>
          </>
        )}
      </p>
      <div className="earnings-area">
        <span className="earnings-top fine tabular" aria-hidden="true">
          {moneyText({ amount: decimalText(top), currency: earnings.total.currency })}
        </span>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-labelledby={titleId}
          onMouseLeave={() => setAt(null)}
        >
          <title id={titleId}>
            {t.operator.earnings.chart(
              days.length,
              moneyText(earnings.total),
              moneyText({ amount: decimalText(highest), currency: earnings.total.currency }),
            )}
          </title>
          <line className="earnings-line" x1="0" x2={width} y1="0.5" y2="0.5" />
          <line className="earnings-line" x1="0" x2={width} y1={height / 2} y2={height / 2} />
          <line className="earnings-line base" x1="0" x2={width} y1={height - 0.5} y2={height - 0.5} />
          {days.map(({ day, earned }, index) => {
            const share = shareOf(unitsOf(earned.amount), top);
            const bar = share === 0 ? 0 : Math.max(2, share * (height - 1));
            const place = isRightToLeft ? days.length - 1 - index : index;
            return (
              <g key={day} onMouseEnter={() => setAt(index)} onPointerDown={() => setAt(index)}>
                <rect className="earnings-reach" x={place * step} y="0" width={step} height={height} />
                <rect
                  className={index === at ? 'earnings-bar chosen' : 'earnings-bar'}
                  x={place * step + (step * gap) / 2}
                  y={height - bar}
                  width={step * (1 - gap)}
                  height={bar}
                />
              </g>
            );
          })}
        </svg>
      </div>
      {first !== undefined && last !== undefined && (
        <p className="earnings-days fine" aria-hidden="true">
          <span>{shortDateText(first.day)}</span>
          <span>{shortDateText(last.day)}</span>
        </p>
      )}
    </figure>
  );
}
