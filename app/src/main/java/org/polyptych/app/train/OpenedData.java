package org.polyptych.app.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.polyptych.app.ScanSource;
import org.polyptych.app.job.ResultFolder;
import org.polyptych.app.job.StartingObject;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.ObjectImages;
import org.polyptych.neural.train.TrainingData;
import org.polyptych.physics.Scan;
import org.polyptych.physics.prepare.Preparation;

/**
 * The files of a request read, as {@code reconstruct} would read them.
 *
 * @param notes what was assumed or changed, a line each
 */
record OpenedData(TrainingData data, List<String> notes) {
    static OpenedData of(TrainRequest request) {
        List<String> notes = new ArrayList<>();
        List<TrainingData.Labelled> scans = new ArrayList<>();
        for (int k = 0; k < request.scans().size(); k++) {
            Scan whole = ScanSource.open(request.scans().get(k), request.reader());
            Scan scan = Preparation.of(whole, request.data());
            scan.notes().forEach(note -> notes.add(scan.name() + ": " + note));
            scans.add(
                    request.objects().isEmpty()
                            ? TrainingData.Labelled.byTruth(scan)
                            : byResult(request.objects().get(k), scan, whole, notes));
        }
        List<TrainingData.Image> images = new ArrayList<>();
        for (Path typed : request.images()) {
            images.addAll(images(result(typed)));
        }
        return new OpenedData(new TrainingData(scans, images), notes);
    }

    private static List<TrainingData.Image> images(Path file) {
        ObjectImages read = ObjectImages.read(file);
        List<TrainingData.Image> images = new ArrayList<>();
        for (ComplexImage image : read.images()) {
            String source = read.images().size() == 1
                    ? file.toString()
                    : file + ": image " + (images.size() + 1) + " of "
                            + read.images().size();
            if (!image.isFinite()) {
                throw new BadInputException(source + ": holds values that are NaN or infinite");
            }
            images.add(new TrainingData.Image(source, image, read.pixelHeight(), read.pixelWidth()));
        }
        return images;
    }

    /** A result's folder stands for the result in it. */
    private static Path result(Path typed) {
        return Files.isDirectory(typed) ? typed.resolve(ResultFolder.RESULT) : typed;
    }

    private static TrainingData.Labelled byResult(Path typed, Scan scan, Scan whole, List<String> notes) {
        Path file = result(typed);
        StartingObject object = StartingObject.open(file, scan.geometry(), whole.positions());
        object.note().ifPresent(notes::add);
        if (!Arrays.stream(object.specimen().images()).flatMap(Arrays::stream).allMatch(ComplexImage::isFinite)) {
            throw new BadInputException(file + ": the object holds values that are NaN or infinite");
        }
        LabelPlaces places = LabelPlaces.of(file, scan, whole);
        places.note().ifPresent(notes::add);
        return new TrainingData.Labelled(scan, Optional.of(object.specimen()), places.positions());
    }
}
