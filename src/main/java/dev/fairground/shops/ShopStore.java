package dev.fairground.shops;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Loads shops to change them. */
interface ShopStore extends Repository<Shop, UUID> {

    Shop saveAndFlush(Shop shop);

    /** Locks one of {@code shops} for a change of its team; the caller's grants say which ones those are. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select shop from Shop shop where shop.id = :id and shop.id in :shops")
    Optional<Shop> lock(UUID id, Collection<UUID> shops);

    /** Locks the shop that asked a member to join, which holds no grant there yet. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select shop from Shop shop where shop.id = :id")
    Optional<Shop> lockForInvited(UUID id);
}
