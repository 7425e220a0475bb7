// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { houseApi } from '../../api/house';
import type { CatalogCountry, CatalogService } from '../../api/types';
import { t } from '../../texts';
import { Field } from '../../ui/field';
import { Select } from '../../ui/select';
import { ChangeDialog } from './change-dialog';

const tiers = [1, 2, 3, 4];

function tierText(tier: number): string {
  if (tier === 1) return `1 (${t.house.catalogue.cheap})`;
  return tier === 4 ? `4 (${t.house.catalogue.dear})` : String(tier);
}

interface ChoiceProps<T> {
  value: T;
  onChange: (value: T) => void;
}

function TierSelect({ value, onChange }: ChoiceProps<number>) {
  return (
    <Select
      label={t.house.catalogue.tier}
      value={value}
      onChange={(event) => onChange(Number(event.target.value))}
    >
      {tiers.map((tier) => (
        <option key={tier} value={tier}>
          {tierText(tier)}
        </option>
      ))}
    </Select>
  );
}

function SaleSelect({ value, onChange }: ChoiceProps<boolean>) {
  return (
    <Select
      label={t.house.catalogue.sale}
      data-first-focus
      value={String(value)}
      onChange={(event) => onChange(event.target.value === 'true')}
    >
      <option value="true">{t.house.catalogue.on}</option>
      <option value="false">{t.house.catalogue.off}</option>
    </Select>
  );
}

/** As they are written into one line. */
const listed = (aliases: string[]): string => aliases.join(', ');
const unlisted = (line: string): string[] =>
  line.split(/[,;،؛]/).map((alias) => alias.trim()).filter((alias) => alias !== '');

interface ServiceDialogProps {
  service: CatalogService;
  onClose: () => void;
}

export function ServiceDialog({ service, onClose }: ServiceDialogProps) {
  const [allowed, setAllowed] = useState(service.allowed);
  const [category, setCategory] = useState(service.category);
  const [tier, setTier] = useState(service.tier);
  const [line, setLine] = useState(listed(service.aliases));
  const aliases = unlisted(line);
  return (
    <ChangeDialog
      title={t.house.catalogue.editTitle(service.name)}
      what={`${String(allowed)} ${category} ${String(tier)} ${listed(aliases)}`}
      unchanged={
        allowed === service.allowed &&
        category === service.category &&
        tier === service.tier &&
        listed(aliases) === listed(service.aliases)
      }
      change={(reason, key) =>
        houseApi.changeService(
          service.slug,
          { name: service.name, category, tier, allowed, aliases, reason },
          key,
        )
      }
      onClose={onClose}
    >
      <SaleSelect value={allowed} onChange={setAllowed} />
      <p className="fine">{t.house.catalogue.offHint}</p>
      <Select
        label={t.house.catalogue.category}
        value={category}
        onChange={(event) => setCategory(event.target.value)}
      >
        {Object.entries(t.category).map(([one, name]) => (
          <option key={one} value={one}>
            {name}
          </option>
        ))}
        {!(category in t.category) && <option value={category}>{category}</option>}
      </Select>
      <TierSelect value={tier} onChange={setTier} />
      <Field
        label={t.house.catalogue.aliases}
        hint={t.house.catalogue.aliasesHint}
        value={line}
        onChange={(event) => setLine(event.target.value)}
      />
    </ChangeDialog>
  );
}

interface CountryDialogProps {
  country: CatalogCountry;
  onClose: () => void;
}

export function CountryDialog({ country, onClose }: CountryDialogProps) {
  const [enabled, setEnabled] = useState(country.enabled);
  const [tier, setTier] = useState(country.tier);
  return (
    <ChangeDialog
      title={t.house.catalogue.editTitle(country.name)}
      what={`${String(enabled)} ${String(tier)}`}
      unchanged={enabled === country.enabled && tier === country.tier}
      change={(reason, key) => houseApi.changeCountry(country.code, { tier, enabled, reason }, key)}
      onClose={onClose}
    >
      <SaleSelect value={enabled} onChange={setEnabled} />
      <TierSelect value={tier} onChange={setTier} />
      <p className="fine">{t.house.catalogue.tierHint}</p>
    </ChangeDialog>
  );
}
