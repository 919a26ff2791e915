package dev.fairground.listings;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Loads listings to change them. */
interface ListingStore extends Repository<Listing, UUID> {

    Listing save(Listing listing);

    /** Locks a listing of one of {@code shops}, so that a sale in between cannot be decided on with old stock. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select listing from Listing listing where listing.id = :id and listing.shopId in :shops")
    Optional<Listing> lock(UUID id, Collection<UUID> shops);
}
