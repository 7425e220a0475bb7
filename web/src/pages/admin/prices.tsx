// SPDX-License-Identifier: Apache-2.0
// Prices as a file: downloaded, changed in a spreadsheet, and taken in again after a look at what
// would change.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAttempt } from '../../api/attempt';
import { houseApi, houseQueries } from '../../api/house';
import type { CatalogCountry, CatalogService, PricePreview } from '../../api/types';
import { BackLink } from '../../app/back-link';
import { usePlace } from '../../app/router';
import { t } from '../../texts';
import { DownloadButton } from '../../ui/download-button';
import { FileField } from '../../ui/file-field';
import { Loaded } from '../../ui/loaded';
import { Select } from '../../ui/select';
import { Note, ProblemNote } from '../../ui/states';
import { PriceCounts, Preview } from './price-preview';

/** In bytes; the server refuses longer ones. */
const fileMax = 1_500_000;

export function Prices() {
  return (
    <div className="admin">
      <BackLink to="/admin/catalogue" label={t.house.catalogue.tab} />
      <header className="account-head">
        <h2>{t.prices.title}</h2>
      </header>
      <Download />
      <Import />
    </div>
  );
}

function Download() {
  const services = useQuery(houseQueries.services);
  const countries = useQuery(houseQueries.countries);
  return (
    <section className="card price-file" aria-labelledby="prices-out">
      <h3 id="prices-out">{t.prices.downloadTitle}</h3>
      <Loaded query={services} shape="figures">
        {(allServices) => (
          <Loaded query={countries} shape="figures">
            {(allCountries) => <Choice services={allServices} countries={allCountries} />}
          </Loaded>
        )}
      </Loaded>
    </section>
  );
}

interface ChoiceProps {
  services: CatalogService[];
  countries: CatalogCountry[];
}

function Choice({ services, countries }: ChoiceProps) {
  const { query } = usePlace();
  const [service, setService] = useState(query.get('service') ?? '');
  const [country, setCountry] = useState('');
  const parts = [service, country].filter((part) => part !== '');
  return (
    <>
      <div className="filters">
        <Select
          label={t.house.leases.service}
          value={service}
          onChange={(event) => setService(event.target.value)}
        >
          <option value="">{t.prices.everyService}</option>
          {services.map(({ slug, name }) => (
            <option key={slug} value={slug}>
              {name}
            </option>
          ))}
        </Select>
        <Select
          label={t.house.leases.country}
          value={country}
          onChange={(event) => setCountry(event.target.value)}
        >
          <option value="">{t.prices.everyCountry}</option>
          {countries.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
        <DownloadButton
          name={['prices', ...parts].join('-')}
          load={() => houseApi.exportPrices(service, country)}
        />
      </div>
      <p className="fine">{parts.length === 0 ? t.prices.onlyOwn : t.prices.alsoByRule}</p>
    </>
  );
}

/** The file that was chosen, as it was read. */
interface Read {
  name: string;
  csv: string;
}

interface Previewed extends Read {
  plan: PricePreview;
}

class FileTooLarge extends Error {}
class FileUnreadable extends Error {}

async function read(file: File): Promise<Read> {
  if (file.size > fileMax) throw new FileTooLarge();
  try {
    return { name: file.name, csv: await file.text() };
  } catch {
    throw new FileUnreadable();
  }
}

async function look(chosen: File | Read): Promise<Previewed> {
  const { name, csv } = chosen instanceof File ? await read(chosen) : chosen;
  return { name, csv, plan: await houseApi.previewPrices(csv) };
}

function Import() {
  const client = useQueryClient();
  const attempt = useAttempt();
  const preview = useMutation({ mutationFn: look, onMutate: () => run.reset() });
  const run = useMutation({
    mutationFn: ({ csv, plan: { digest }, reason }: Previewed & { reason: string }) =>
      attempt(`${digest} ${reason}`, (key) => houseApi.importPrices({ csv, digest, reason }, key)),
    onSuccess() {
      preview.reset();
      void client.invalidateQueries({ queryKey: ['admin'] });
      void client.invalidateQueries({ queryKey: ['services'] });
      void client.invalidateQueries({ queryKey: ['offers'] });
    },
  });
  const seen = preview.data;
  return (
    <section className="card price-file" aria-labelledby="prices-in">
      <h3 id="prices-in">{t.prices.importTitle}</h3>
      <p className="fine">{t.prices.importLead}</p>
      <FileField
        label={t.prices.file}
        hint={t.prices.fileHint}
        columns="service,country,source,price,currency"
        onChange={(file) => {
          if (file !== null) preview.mutate(file);
        }}
      />
      {preview.isPending && <p role="status">{t.prices.reading}</p>}
      {preview.isError && <FileProblem error={preview.error} />}
      {run.isSuccess && (
        <Note look="success" title={t.prices.done(changesOf(run.data))}>
          <PriceCounts counts={run.data} />
        </Note>
      )}
      {seen !== undefined && (
        <Preview
          key={seen.plan.digest}
          name={seen.name}
          plan={seen.plan}
          busy={run.isPending}
          error={run.error}
          onImport={(reason) => run.mutate({ ...seen, reason })}
          onAgain={() => preview.mutate({ name: seen.name, csv: seen.csv })}
          onDiscard={() => {
            preview.reset();
            run.reset();
          }}
        />
      )}
    </section>
  );
}

function changesOf({ added, changed, withdrawn, returned }: PricePreview['counts']): number {
  return added + changed + withdrawn + returned;
}

function FileProblem({ error }: { error: unknown }) {
  if (error instanceof FileTooLarge || error instanceof FileUnreadable) {
    const [title, next] =
      error instanceof FileTooLarge ? t.prices.tooLarge : t.prices.unreadable;
    return (
      <Note look="problem" title={title}>
        <p>{next}</p>
      </Note>
    );
  }
  return <ProblemNote error={error} />;
}
