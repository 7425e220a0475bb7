// SPDX-License-Identifier: Apache-2.0
// The end of a list whose pages are found by looking back over a stretch of time each: a page may be
// short, and then says how far it looked.
import { momentText } from '../../format/text';
import { t } from '../../texts';
import { Button } from '../../ui/button';

interface Found {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
  data: { pages: { looked_back_to: string | null }[] } | undefined;
}

export function Further({ list }: { list: Found }) {
  if (!list.hasNextPage) return null;
  const end = list.data?.pages.at(-1)?.looked_back_to ?? null;
  return (
    <div className="more">
      {end !== null && <p className="fine">{t.house.lookedBackTo(momentText(end))}</p>}
      <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {end === null ? t.common.loadMore : t.house.lookFurther}
      </Button>
    </div>
  );
}
