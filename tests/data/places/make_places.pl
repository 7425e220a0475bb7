#!/usr/bin/perl
# Writes places.mmdb beside it: a GeoIP city file over the blocks for documentation (RFC 5737, 3849).
# Needs Debian's libmaxmind-db-writer-perl; the tests need only what it wrote.
use strict;
use warnings;
use utf8;
use FindBin;
use MaxMind::DB::Writer::Tree;

my $tree = MaxMind::DB::Writer::Tree->new(
    ip_version               => 6,
    record_size              => 24,
    alias_ipv6_to_ipv4       => 1,
    database_type            => 'GeoLite2-City',
    languages                => ['en'],
    description              => { en => 'Blocks for documentation' },
    remove_reserved_networks => 0,
    map_key_type_callback    => sub { $_[0] =~ /^(city|country|names)$/ ? 'map' : 'utf8_string' },
);
my %place = (
    '192.0.2.0/25'   => { city => { names => { en => 'Zürich' } }, country => { iso_code => 'CH' } },
    '192.0.2.128/25' => { country => { iso_code => 'NL' } },
    '2001:db8::/32'  => { city => { names => { en => 'Lagos' } }, country => { iso_code => 'NG' } },
    '203.0.113.0/25'   => { city => { names => { en => "Bad\nName" } }, country => { iso_code => 'FR' } },
    '203.0.113.128/25' => { country => { iso_code => '<b>' } },
);
$tree->insert_network($_, $place{$_}) for sort keys %place;
open my $out, '>:raw', "$FindBin::Bin/places.mmdb" or die $!;
$tree->write_tree($out);
