import { Module } from '@nestjs/common';

import { AlertsModule } from '#alerts';
import { AuditModule } from '#audit';
import { CareModule } from '#care';
import { CredentialsModule } from '#credentials';
import { IdentityModule } from '#identity';
import { SchedulingModule } from '#scheduling';
import { AuthorityRegisters } from './authority-registers.js';
import { CandidateRepository } from './candidate.repository.js';
import { ClinicPlaces } from './clinic-places.js';
import { Clocks } from './clocks.js';
import { CoverService } from './cover.service.js';
import { CoverApplying } from './cover-applying.js';
import { CoverPlanning } from './cover-planning.js';
import { CoverViews } from './cover-views.js';
import { EntryFollowing } from './entry-following.js';
import { ExcludedViews } from './excluded-views.js';
import { FreeDays } from './free-days.js';
import { GapRepository } from './gap.repository.js';
import { GapWatch } from './gap-watch.js';
import { HandOverRepository } from './hand-over.repository.js';
import { HandOverEnding } from './hand-over-ending.js';
import { HandOverReceipts } from './hand-over-receipts.js';
import { HandOversService } from './hand-overs.service.js';
import { Needs } from './needs.js';
import { PairingNoticesReader } from './notices.js';
import { PairingOfferRepository } from './offer.repository.js';
import { OfferSettling } from './offer-settling.js';
import { OfferWriter } from './offer-writer.js';
import { OfferedPatients } from './offered-patients.js';
import { PairingOffersService } from './offers.service.js';
import { OverlapViews } from './overlap-views.js';
import { OwnHandOvers } from './own-hand-overs.js';
import { OwnOffers } from './own-offers.js';
import { OwnPairingsService } from './own-pairings.service.js';
import { OwnPlaces } from './own-places.js';
import { PairingRepository } from './pairing.repository.js';
import { PairingDoor } from './pairing-door.js';
import { PairingViews } from './pairing-views.js';
import { PairingsService } from './pairings.service.js';
import { PartCover } from './part-cover.js';
import { PatientCards } from './patient-cards.js';
import { PatientClocks } from './patient-clocks.js';
import { PairingPeople } from './people.js';
import { PlacedPatients } from './placed-patients.js';
import { ProfileRepository } from './profile.repository.js';
import { ProfilesService } from './profiles.service.js';
import { Rankings } from './rankings.js';
import { Registers } from './registers.js';
import { PairingRulesRepository } from './rules.repository.js';
import { PairingRulesService } from './rules.service.js';
import { SearchEnding } from './search-ending.js';
import { SearchRanking } from './search-ranking.js';
import { SearchStopping } from './search-stopping.service.js';
import { SearchesService } from './searches.service.js';
import { TeamEntry } from './team-entry.js';
import { UncoveredPatients } from './uncovered.js';
import { UnreadAlarm } from './unread-alarm.js';
import { WishRepository } from './wish.repository.js';
import { WishesService } from './wishes.service.js';

const OPEN = [
  ...[PairingsService, WishesService, SearchesService, PairingOffersService, HandOversService, HandOverReceipts, HandOverEnding],
  ...[SearchStopping, OwnPairingsService, ProfilesService, PairingRulesService, CoverService, GapWatch, PairingNoticesReader],
];

@Module({
  imports: [AuditModule, IdentityModule, CareModule, AlertsModule, CredentialsModule, SchedulingModule],
  providers: [
    ...OPEN,
    ...[PartCover, PairingRepository, CandidateRepository, PairingOfferRepository, HandOverRepository, GapRepository],
    ...[ProfileRepository, WishRepository, PairingRulesRepository],
    ...[AuthorityRegisters, Registers, Needs, PatientClocks, Clocks, FreeDays, Rankings, SearchRanking, SearchEnding],
    ...[PairingDoor, OfferWriter, OfferSettling, TeamEntry, EntryFollowing, UnreadAlarm],
    ...[UncoveredPatients, CoverPlanning, CoverApplying, PlacedPatients, CoverViews, ClinicPlaces],
    ...[PairingPeople, PairingViews, OverlapViews, PatientCards, ExcludedViews],
    ...[OwnOffers, OfferedPatients, OwnHandOvers, OwnPlaces],
  ],
  exports: OPEN,
})
export class PairingModule {}
