// SPDX-License-Identifier: Apache-2.0
import type { Earnings } from '../../api/operator';
import { moneyText } from '../../format/money';
import { countText } from '../../format/text';
import { t } from '../../texts';
import { dateText } from './dates';

/** Days with a code, newest first. */
export function EarningsTable({ earnings }: { earnings: Earnings }) {
  const days = earnings.days.filter(({ codes }) => codes > 0).reverse();
  if (days.length === 0) return <p className="fine earnings-none">{t.operator.earnings.none}</p>;
  return (
    <table className="table earnings-table">
      <thead>
        <tr>
          <th>{t.operator.earnings.day}</th>
          <th className="end">{t.operator.earnings.codes}</th>
          <th className="end">{t.operator.earnings.earned}</th>
        </tr>
      </thead>
      <tbody>
        {days.map(({ day, codes, earned }) => (
          <tr key={day}>
            <th scope="row">
              <time dateTime={day}>{dateText(day)}</time>
            </th>
            <td className="end tabular" data-label={t.operator.earnings.codes}>
              {countText(codes)}
            </td>
            <td className="end tabular">{moneyText(earned)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
