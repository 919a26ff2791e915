package dev.fairground.listings;

import dev.fairground.access.Caller;
import dev.fairground.platform.ratelimit.RateLimited;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import dev.fairground.shops.ShopRights;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.List;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The pictures of a listing, for its shop's team. A picture is the body itself and no part of a form: there is one of it, its name would
 * be ignored, and a body has one limit and needs neither a parser nor a file on our disk.
 */
@RestController
@RequestMapping("/api/{version}/listings/{id}/pictures")
class PictureController {

    private final UploadPicture uploadPicture;
    private final ArrangePictures arrangePictures;

    PictureController(UploadPicture uploadPicture, ArrangePictures arrangePictures) {
        this.uploadPicture = uploadPicture;
        this.arrangePictures = arrangePictures;
    }

    /** The type in the header opens the door and is not believed further. */
    @PostMapping(
            version = "1+",
            consumes = {"image/*", MediaType.APPLICATION_OCTET_STREAM_VALUE})
    @Access(value = Who.TEAM, needs = ShopRights.LISTINGS, scope = "listings:write")
    @RateLimited("upload-picture")
    @ResponseStatus(HttpStatus.CREATED)
    ListingShapes.Image upload(Caller caller, @PathVariable ListingId id, @RequestBody InputStreamResource picture)
            throws IOException {
        return ListingShapes.Image.of(uploadPicture.upload(caller, id, picture.getInputStream()));
    }

    @PutMapping(version = "1+")
    @Access(value = Who.TEAM, needs = ShopRights.LISTINGS, scope = "listings:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void order(Caller caller, @PathVariable ListingId id, @Valid @RequestBody Order order) {
        arrangePictures.order(caller, id, order.pictures());
    }

    @DeleteMapping(path = "/{picture}", version = "1+")
    @Access(value = Who.TEAM, needs = ShopRights.LISTINGS, scope = "listings:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Caller caller, @PathVariable ListingId id, @PathVariable PictureId picture) {
        arrangePictures.remove(caller, id, picture);
    }

    /** All pictures of the listing, each once, the first for cards. */
    record Order(@NotEmpty @Size(max = 20) List<@NotNull PictureId> pictures) {}
}
