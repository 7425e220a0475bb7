// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries';
import { useBrand } from '../../app/settings';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy';

/** As a text file, which a printer and a password manager take. */
function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** New recovery codes, the only time that anybody sees them. */
export function KeepCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const brand = useBrand();
  const { data: account } = useQuery(queries.account);
  const text = codes.join('\n');
  const head = t.secondFactor.fileHead(brand, account?.email ?? '');
  return (
    <div className="keep-codes">
      <h2>{t.secondFactor.keepTitle}</h2>
      <p>{t.secondFactor.keepLead}</p>
      <ol className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div className="acts">
        <CopyButton text={text} label={t.secondFactor.copyCodes} />
        <Button
          icon="down"
          onClick={() => download(`${brand}-recovery-codes.txt`, `${head}\n\n${text}\n`)}
        >
          {t.secondFactor.download}
        </Button>
        <Button look="primary" onClick={onDone}>
          {t.secondFactor.kept}
        </Button>
      </div>
    </div>
  );
}
